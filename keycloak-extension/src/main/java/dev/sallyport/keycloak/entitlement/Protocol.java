package dev.sallyport.keycloak.entitlement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a source is asked, and what its answer means. */
enum Protocol {
    /** {@code {"realm","user_id","username","client_id"}} and back an object with the declared fields. */
    HTTP_JSON("http-json") {
        @Override
        ObjectNode question(Question question, SourceSettings settings) {
            return JSON.objectNode()
                    .put("realm", question.realm())
                    .put("user_id", question.userId())
                    .put("username", question.username())
                    .put("client_id", question.client());
        }

        @Override
        Map<String, Object> entitlements(JsonNode answer, List<Field> fields) throws Unanswered {
            var entitlements = new LinkedHashMap<String, Object>();
            for (var field : fields) {
                var value = answer.path(field.name());
                if (!value.isMissingNode() && !value.isNull()) {
                    entitlements.put(field.name(), field.type().value(value));
                }
            }
            return entitlements;
        }
    },

    /** The OpenID AuthZEN Authorization API 1.0, access evaluations: each declared field is an action. */
    AUTHZEN("authzen") {
        @Override
        ObjectNode question(Question question, SourceSettings settings) {
            var body = JSON.objectNode();
            body.putObject("subject")
                    .put("type", "user")
                    .put("id", question.userId())
                    .putObject("properties")
                    .put("username", question.username());
            body.putObject("resource").put("type", settings.resourceType()).put("id", settings.name());
            body.putObject("context").put("realm", question.realm()).put("client_id", question.client());
            var evaluations = body.putArray("evaluations");
            settings.fields()
                    .forEach(
                            field -> evaluations.addObject().putObject("action").put("name", field.name()));
            return body;
        }

        @Override
        Map<String, Object> entitlements(JsonNode answer, List<Field> fields) throws Unanswered {
            var evaluations = answer.path("evaluations");
            if (!evaluations.isArray() || evaluations.size() != fields.size()) {
                throw new Unanswered(Outcome.UNREADABLE);
            }
            var entitlements = new LinkedHashMap<String, Object>();
            for (var i = 0; i < fields.size(); i++) {
                var decision = evaluations.path(i).path("decision");
                entitlements.put(fields.get(i).name(), FieldType.BOOL.value(decision));
            }
            return entitlements;
        }
    };

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final String word;

    Protocol(String word) {
        this.word = word;
    }

    abstract ObjectNode question(Question question, SourceSettings settings);

    abstract Map<String, Object> entitlements(JsonNode answer, List<Field> fields) throws Unanswered;

    String word() {
        return word;
    }

    static Optional<Protocol> of(String word) {
        return Arrays.stream(values())
                .filter(protocol -> protocol.word.equals(word))
                .findFirst();
    }
}
