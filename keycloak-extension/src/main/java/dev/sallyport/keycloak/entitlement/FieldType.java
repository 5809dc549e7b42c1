package dev.sallyport.keycloak.entitlement;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** What a field of an answer must be, in the words of CEL. */
enum FieldType {
    STRING("string") {
        @Override
        Object value(JsonNode json) throws Unanswered {
            return JsonAnswer.text(json);
        }
    },
    INT("int") {
        @Override
        Object value(JsonNode json) throws Unanswered {
            return require(json.isIntegralNumber() && json.canConvertToLong(), json)
                    .longValue();
        }
    },
    DOUBLE("double") {
        @Override
        Object value(JsonNode json) throws Unanswered {
            return require(json.isNumber() && Double.isFinite(json.doubleValue()), json)
                    .doubleValue();
        }
    },
    BOOL("bool") {
        @Override
        Object value(JsonNode json) throws Unanswered {
            return require(json.isBoolean(), json).booleanValue();
        }
    },
    STRINGS("list(string)") {
        @Override
        Object value(JsonNode json) throws Unanswered {
            require(
                    json.isArray()
                            && StreamSupport.stream(json.spliterator(), false).allMatch(JsonNode::isTextual),
                    json);
            return JsonAnswer.any(json);
        }
    },
    ANY("dyn") {
        @Override
        Object value(JsonNode json) throws Unanswered {
            return JsonAnswer.any(json);
        }
    };

    private final String word;

    FieldType(String word) {
        this.word = word;
    }

    /** The value for rules; never null. */
    abstract Object value(JsonNode json) throws Unanswered;

    static Optional<FieldType> of(String word) {
        return Arrays.stream(values()).filter(type -> type.word.equals(word)).findFirst();
    }

    static String words() {
        return String.join(", ", Arrays.stream(values()).map(type -> type.word).toList());
    }

    private static JsonNode require(boolean fits, JsonNode json) throws Unanswered {
        if (!fits) {
            throw new Unanswered(Outcome.WRONG_TYPE);
        }
        return json;
    }
}
