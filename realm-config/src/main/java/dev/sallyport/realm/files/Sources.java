package dev.sallyport.realm.files;

import dev.sallyport.realm.files.Tree.Mapping;
import dev.sallyport.realm.files.Tree.Scalar;
import dev.sallyport.realm.files.Tree.Sequence;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Our {@code sources}: each becomes a component of the realm. */
final class Sources {

    static final String TYPE = "dev.sallyport.keycloak.entitlement.EntitlementSource";

    private Sources() {}

    static List<Mapping> components(Mapping sources) {
        return sources.values().entrySet().stream()
                .filter(source -> source.getValue() instanceof Mapping)
                .map(source -> component(source.getKey(), (Mapping) source.getValue()))
                .toList();
    }

    private static Mapping component(String name, Mapping source) {
        var config = Mapping.at(source.place());
        for (var property : source.values().entrySet()) {
            config = config.with(inKeycloak(property.getKey()), values(property));
        }
        return Mapping.at(source.place())
                .with("name", name)
                .with("providerId", "remote")
                .with("config", config);
    }

    private static Sequence values(Map.Entry<String, Tree> property) {
        var value = property.getValue();
        return switch (value) {
            case Mapping fields ->
                Sequence.of(
                        fields.place(),
                        fields.values().entrySet().stream()
                                .filter(field -> field.getValue() instanceof Scalar)
                                .map(field -> Scalar.of(
                                        field.getValue().place(),
                                        field.getKey() + ": " + ((Scalar) field.getValue()).text()))
                                .toList());
            case Sequence list -> list;
            case Scalar scalar -> Sequence.of(scalar.place(), List.of(scalar.asText()));
        };
    }

    /** {@code deadlineMillis} is {@code deadline-millis}. */
    private static String inKeycloak(String property) {
        return property.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
