package dev.sallyport.realm.plan;

import dev.sallyport.realm.files.Secrets;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds the secrets of a representation and wraps them, so that what comes later cannot show them by mistake. */
public final class SecretFields {

    private SecretFields() {}

    /** A copy in which secrets are {@link Secret}s: those at known places, and those that have the name of one. */
    public static ObjectNode wrapped(ObjectNode representation, Set<JsonPointer> places) {
        var copy = representation.deepCopy();
        places.forEach(place -> wrap(copy, place));
        byName("", copy);
        return copy;
    }

    private static void wrap(ObjectNode root, JsonPointer place) {
        var holder = root.at(place.head());
        var last = place.last();
        if (holder instanceof ObjectNode object) {
            var name = last.getMatchingProperty();
            object.set(name, secret(object.path(name)));
        } else if (holder instanceof ArrayNode list) {
            var index = last.getMatchingIndex();
            list.set(index, secret(list.path(index)));
        }
    }

    private static void byName(String parent, JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> byName(parent, field));
        } else {
            node.forEach(element -> byName(parent, element));
        }
    }

    private static void byName(String parent, Map.Entry<String, JsonNode> field) {
        var name = field.getKey();
        if (Secrets.isSecret(parent, name)) {
            field.setValue(secret(field.getValue()));
        } else if (!Secrets.isForPeople(name)) {
            byName(name, field.getValue());
        }
    }

    private static JsonNode secret(JsonNode value) {
        if (value instanceof ArrayNode list) {
            for (var index = 0; index < list.size(); index++) {
                list.set(index, secret(list.path(index)));
            }
            return list;
        }
        var hidden = value.isString() && !value.asString().isEmpty() && !Secret.isMask(value);
        return hidden ? new Secret(value.asString()).node() : value;
    }
}
