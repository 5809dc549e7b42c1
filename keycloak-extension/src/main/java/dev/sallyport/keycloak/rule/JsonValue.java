package dev.sallyport.keycloak.rule;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.values.NullValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The values of rules as JSON: times as seconds since 1970 (RFC 7519, NumericDate), durations as seconds. */
final class JsonValue {

    private JsonValue() {}

    /** Whether every value of this type has a form in JSON, as far as the compiler can tell. */
    static boolean canBe(CelType type) {
        return switch (type.kind()) {
            case STRUCT, TYPE, BYTES -> false;
            case MAP ->
                type.parameters().get(0).kind() == CelKind.STRING
                        && canBe(type.parameters().get(1));
            case LIST -> canBe(type.parameters().get(0));
            case OPAQUE ->
                type instanceof OptionalType && canBe(type.parameters().get(0));
            default -> true;
        };
    }

    /** Empty where there is no value: null, or an optional that holds nothing. */
    static Optional<Object> of(Object value) throws FailedRule {
        if (value instanceof Optional<?> optional) {
            return optional.isPresent() ? of(optional.get()) : Optional.empty();
        }
        if (value instanceof NullValue) {
            return Optional.empty();
        }
        return Optional.of(json(value));
    }

    private static Object json(Object value) throws FailedRule {
        if (value instanceof String || value instanceof Boolean || value instanceof Long) {
            return value;
        }
        if (value instanceof Double number && Double.isFinite(number)) {
            return number;
        }
        if (value instanceof UnsignedLong number) {
            return number.bigIntegerValue();
        }
        if (value instanceof Instant time) {
            return time.getEpochSecond();
        }
        if (value instanceof Duration duration) {
            return duration.toSeconds();
        }
        if (value instanceof Collection<?> list) {
            return list(list);
        }
        if (value instanceof Map<?, ?> map) {
            return map(map);
        }
        throw new FailedRule("no form in JSON: " + value.getClass().getSimpleName(), null);
    }

    private static Object list(Collection<?> list) throws FailedRule {
        var values = new ArrayList<Object>();
        for (var value : list) {
            of(value).ifPresent(values::add);
        }
        return values;
    }

    private static Object map(Map<?, ?> map) throws FailedRule {
        var values = new LinkedHashMap<String, Object>();
        for (var entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String key)) {
                throw new FailedRule("no form in JSON: a map whose keys are not text", null);
            }
            of(entry.getValue()).ifPresent(value -> values.put(key, value));
        }
        return values;
    }
}
