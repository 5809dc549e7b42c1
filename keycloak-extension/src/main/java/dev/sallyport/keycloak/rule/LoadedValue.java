package dev.sallyport.keycloak.rule;

import dev.cel.common.exceptions.CelAttributeNotFoundException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.CelValue;
import dev.cel.common.values.SelectableValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A list or a map that was loaded for rules, as it is. CEL would look at each of its elements, each time that a rule
 * mentions it, for something to convert; of someone with ten thousand roles that is most of the work.
 */
@SuppressWarnings("Immutable") // CEL asks for it; what was loaded does not change
final class LoadedValue extends CelValue implements SelectableValue<String> {

    private final Object value;

    private LoadedValue(Object value) {
        this.value = value;
    }

    static Object of(Object value) {
        return value instanceof List || value instanceof Map ? new LoadedValue(value) : value;
    }

    @Override
    public Object value() {
        return value;
    }

    @Override
    public boolean isZeroValue() {
        return false;
    }

    @Override
    public CelType celType() {
        return SimpleType.DYN;
    }

    /** For {@code user.attributes.tenant}. */
    @Override
    public Object select(String key) {
        return find(key).orElseThrow(() -> CelAttributeNotFoundException.forMissingMapKey(key));
    }

    @Override
    public Optional<Object> find(String key) {
        return value instanceof Map<?, ?> map ? Optional.ofNullable(map.get(key)) : Optional.empty();
    }
}
