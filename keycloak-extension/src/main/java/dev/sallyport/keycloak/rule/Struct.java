package dev.sallyport.keycloak.rule;

import com.google.common.collect.ImmutableSet;
import dev.cel.common.types.CelType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.StructTypeReference;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A structure that rules can read: its name, and for each field the type that the compiler checks against and the way
 * to load its value.
 */
record Struct<T>(String name, Map<String, Field<T>> fields) {

    record Field<T>(CelType type, Function<T, Object> load) {}

    Struct {
        fields = Map.copyOf(fields);
    }

    @SuppressWarnings("Immutable") // CEL asks for it; the fields never change
    StructType type() {
        return StructType.create(name, ImmutableSet.copyOf(fields.keySet()), this::typeOf);
    }

    CelType reference() {
        return StructTypeReference.create(name);
    }

    /** The structure with its values, none of which is loaded yet. */
    LazyValue over(T source) {
        return new LazyValue(reference(), field -> load(field, source));
    }

    private Optional<CelType> typeOf(String field) {
        return Optional.ofNullable(fields.get(field)).map(Field::type);
    }

    private Optional<Object> load(String field, T source) {
        return Optional.ofNullable(fields.get(field)).map(known -> known.load().apply(source));
    }
}
