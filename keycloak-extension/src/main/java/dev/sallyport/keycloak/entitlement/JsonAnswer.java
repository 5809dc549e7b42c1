package dev.sallyport.keycloak.entitlement;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An answer as JSON that is read strictly: no key twice, nothing after the end, no depth or length beyond need. */
final class JsonAnswer {

    private static final int MAX_DEPTH = 16;
    private static final int MAX_NAME = 256;
    private static final int MAX_NUMBER = 32;

    private static final ObjectMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNameLength(MAX_NAME)
                            .maxNumberLength(MAX_NUMBER)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonAnswer() {}

    static JsonNode object(byte[] json) throws Unanswered {
        try {
            var object = STRICT.readTree(json);
            if (object != null && object.isObject()) {
                return object;
            }
        } catch (IOException malformed) {
            throw new Unanswered(Outcome.UNREADABLE);
        }
        throw new Unanswered(Outcome.UNREADABLE);
    }

    /** Half of a surrogate pair could not be written into a token: it is no text. */
    static String text(JsonNode json) throws Unanswered {
        if (!json.isTextual()) {
            throw new Unanswered(Outcome.WRONG_TYPE);
        }
        return wellFormed(json.textValue());
    }

    /** Any value, without what is null in it. */
    static Object any(JsonNode json) throws Unanswered {
        return switch (json.getNodeType()) {
            case STRING -> text(json);
            case BOOLEAN -> json.booleanValue();
            case NUMBER -> number(json);
            case ARRAY -> list(json);
            case OBJECT -> map(json);
            case BINARY, MISSING, NULL, POJO -> throw new Unanswered(Outcome.WRONG_TYPE);
        };
    }

    private static Object number(JsonNode json) throws Unanswered {
        return json.isIntegralNumber() ? FieldType.INT.value(json) : FieldType.DOUBLE.value(json);
    }

    private static List<Object> list(JsonNode json) throws Unanswered {
        var values = new ArrayList<Object>();
        for (var value : json) {
            if (!value.isNull()) {
                values.add(any(value));
            }
        }
        return Collections.unmodifiableList(values);
    }

    private static Map<String, Object> map(JsonNode json) throws Unanswered {
        var values = new LinkedHashMap<String, Object>();
        for (var field : json.properties()) {
            if (!field.getValue().isNull()) {
                values.put(wellFormed(field.getKey()), any(field.getValue()));
            }
        }
        return Collections.unmodifiableMap(values);
    }

    private static String wellFormed(String text) throws Unanswered {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new Unanswered(Outcome.UNREADABLE);
        }
        return text;
    }
}
