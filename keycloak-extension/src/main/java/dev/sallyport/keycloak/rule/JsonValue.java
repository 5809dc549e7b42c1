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

    /** Characters and values; far more than any token may have. */
    private static final int MAX_SIZE = 65_536;

    private static final int MAX_DEPTH = 20;

    private int left = MAX_SIZE;

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

    /**
     * Empty where there is no value: null, or an optional that holds nothing. What is too large or too deep for a token is
     * a failure: a value can hold another a million times without having been large before. So is what is loaded only when it
     * is read here, and cannot be had.
     */
    static Optional<Object> of(Object value) throws FailedRule {
        try {
            return new JsonValue().at(0, value);
        } catch (RuntimeException unreadable) {
            throw FailedRule.because(unreadable.getClass().getSimpleName(), unreadable);
        }
    }

    private Optional<Object> at(int depth, Object value) throws FailedRule {
        if (value instanceof Optional<?> optional) {
            return optional.isPresent() ? at(depth, optional.get()) : Optional.empty();
        }
        if (value instanceof NullValue) {
            return Optional.empty();
        }
        return Optional.of(json(depth, value));
    }

    private Object json(int depth, Object value) throws FailedRule {
        take(1);
        if (value instanceof String text) {
            take(text.length());
            return text;
        }
        if (value instanceof Boolean || value instanceof Long) {
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
        return container(depth + 1, value);
    }

    private Object container(int depth, Object value) throws FailedRule {
        if (depth > MAX_DEPTH) {
            throw new FailedRule("deeper than " + MAX_DEPTH, null);
        }
        if (value instanceof Collection<?> list) {
            return list(depth, list);
        }
        if (value instanceof Map<?, ?> map) {
            return map(depth, map);
        }
        throw new FailedRule("no form in JSON: " + value.getClass().getSimpleName(), null);
    }

    private Object list(int depth, Collection<?> list) throws FailedRule {
        var values = new ArrayList<Object>();
        for (var value : list) {
            at(depth, value).ifPresent(values::add);
        }
        return values;
    }

    private Object map(int depth, Map<?, ?> map) throws FailedRule {
        var values = new LinkedHashMap<String, Object>();
        for (var entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String key)) {
                throw new FailedRule("no form in JSON: a map whose keys are not text", null);
            }
            take(key.length());
            at(depth, entry.getValue()).ifPresent(value -> values.put(key, value));
        }
        return values;
    }

    private void take(int characters) throws FailedRule {
        left -= characters;
        if (left < 0) {
            throw new FailedRule("larger than " + MAX_SIZE, null);
        }
    }
}
