package dev.sallyport.keycloak.rule;

import dev.cel.common.types.CelType;
import dev.cel.common.values.StructValue;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;

/**
 * A structure that loads a field when a rule first reads it, and remembers it. Belongs to one request, and so to one
 * thread.
 */
@SuppressWarnings("Immutable") // CEL asks for it; what a field is, once loaded, does not change
final class LazyValue extends StructValue<String, LazyValue> {

    private final CelType type;
    private final Function<String, Optional<Object>> load;
    private final Map<String, Object> loaded = new HashMap<>();

    LazyValue(CelType type, Function<String, Optional<Object>> load) {
        this.type = type;
        this.load = load;
    }

    @Override
    public LazyValue value() {
        return this;
    }

    @Override
    public boolean isZeroValue() {
        return false;
    }

    @Override
    public CelType celType() {
        return type;
    }

    @Override
    public Object select(String field) {
        return LoadedValue.of(loaded(field));
    }

    /** For {@code has(user.email)} and {@code user.?email}: what is empty counts as absent. */
    @Override
    public Optional<Object> find(String field) {
        return Optional.of(loaded(field)).filter(value -> !isEmpty(value)).map(LoadedValue::of);
    }

    private Object loaded(String field) {
        var known = loaded.get(field);
        if (known != null) {
            return known;
        }
        var value = load.apply(field).orElseThrow(() -> new NoSuchElementException(field));
        loaded.put(field, value);
        return value;
    }

    private static boolean isEmpty(Object value) {
        return value.equals("")
                || value.equals(false)
                || (value instanceof Collection<?> list && list.isEmpty())
                || (value instanceof Map<?, ?> map && map.isEmpty());
    }
}
