package dev.sallyport.realm.plan;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Keycloak keeps some settings as JSON in a string: rules, the user profile, what authorization policies are about. */
public final class JsonInText {

    private JsonInText() {}

    /** The object or list that a text is; missing if it is neither. */
    public static JsonNode of(String text) {
        try {
            var looksLikeIt = text.startsWith("{") || text.startsWith("[");
            return looksLikeIt ? JsonMapper.shared().readTree(text) : MissingNode.getInstance();
        } catch (JacksonException none) {
            return MissingNode.getInstance();
        }
    }
}
