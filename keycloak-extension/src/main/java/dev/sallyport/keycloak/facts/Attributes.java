package dev.sallyport.keycloak.facts;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Attributes as Keycloak keeps them, without the nulls that stand there for what a user has not. */
final class Attributes {

    private Attributes() {}

    static Map<String, List<String>> of(@Nullable Map<String, List<String>> attributes) {
        return Optional.ofNullable(attributes).orElse(Map.of()).entrySet().stream()
                .filter(attribute -> attribute.getValue() != null)
                .collect(toMap(Map.Entry::getKey, attribute -> withoutNulls(attribute.getValue())));
    }

    private static List<String> withoutNulls(List<String> values) {
        return values.stream().filter(Objects::nonNull).toList();
    }
}
