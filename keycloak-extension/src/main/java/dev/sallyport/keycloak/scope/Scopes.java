package dev.sallyport.keycloak.scope;

import static java.util.function.Predicate.not;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A {@code scope} value (RFC 6749 section 3.3). Written in one order, whatever order its names came in. */
public record Scopes(Set<String> names) {

    private static final Comparator<String> OPENID_FIRST =
            Comparator.comparing((String name) -> !name.equals("openid")).thenComparing(Comparator.naturalOrder());

    public Scopes {
        names = Set.copyOf(names);
    }

    public static Scopes of(@Nullable String scope) {
        return new Scopes(
                scope == null
                        ? Set.of()
                        : Arrays.stream(scope.split(" "))
                                .filter(not(String::isEmpty))
                                .collect(toUnmodifiableSet()));
    }

    public static boolean isScope(String name) {
        return !name.isEmpty() && name.chars().allMatch(Scopes::isScopeCharacter);
    }

    public boolean contains(String name) {
        return names.contains(name);
    }

    public Scopes with(Collection<String> others) {
        return new Scopes(Stream.concat(names.stream(), others.stream()).collect(toUnmodifiableSet()));
    }

    public Scopes without(Predicate<String> unwanted) {
        return new Scopes(names.stream().filter(not(unwanted)).collect(toUnmodifiableSet()));
    }

    @Override
    public String toString() {
        return names.stream().sorted(OPENID_FIRST).collect(joining(" "));
    }

    /** {@code scope-token = 1*( %x21 / %x23-5B / %x5D-7E )}. */
    private static boolean isScopeCharacter(int character) {
        return character > 0x20 && character < 0x7F && character != '"' && character != '\\';
    }
}
