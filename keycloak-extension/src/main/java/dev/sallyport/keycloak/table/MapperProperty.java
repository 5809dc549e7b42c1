package dev.sallyport.keycloak.table;

import static java.util.function.Predicate.not;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.keycloak.models.ProtocolMapperModel;

/** A property of a mapper; empty where Keycloak has none, or no properties at all. */
public final class MapperProperty {

    private static final Pattern SEPARATORS = Pattern.compile("[\\s,]+");

    private MapperProperty() {}

    static String of(ProtocolMapperModel mapper, String name) {
        return Optional.ofNullable(mapper.getConfig())
                .map(properties -> properties.get(name))
                .orElse("");
    }

    /** A property that is a list of names. */
    public static Set<String> names(ProtocolMapperModel mapper, String name) {
        return names(of(mapper, name));
    }

    /** Names, separated by spaces or commas. */
    public static Set<String> names(String list) {
        if (list.isEmpty()) {
            return Set.of();
        }
        return SEPARATORS.splitAsStream(list).filter(not(String::isEmpty)).collect(toUnmodifiableSet());
    }
}
