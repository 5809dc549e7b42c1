package dev.sallyport.keycloak.scope;

import static java.util.Objects.requireNonNullElse;
import static java.util.function.Predicate.not;
import static java.util.stream.Collectors.toSet;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A {@code scope} value (RFC 6749 section 3.3). Written in one order, whatever order its names came in. Each token makes
 * some of these, so what changes nothing makes none.
 */
public final class Scopes {

    private final Set<String> names;
    private @Nullable String written;

    private Scopes(Set<String> names) {
        this.names = Collections.unmodifiableSet(names);
    }

    public static Scopes of(@Nullable String scope) {
        var names = new HashSet<>(Arrays.asList(requireNonNullElse(scope, "").split(" ")));
        names.remove("");
        return new Scopes(names);
    }

    public static boolean isScope(String name) {
        return !name.isEmpty() && name.chars().allMatch(Scopes::isScopeCharacter);
    }

    public Set<String> names() {
        return names;
    }

    public boolean contains(String name) {
        return names.contains(name);
    }

    public Scopes with(Collection<String> others) {
        if (names.containsAll(others)) {
            return this;
        }
        var more = new HashSet<>(names);
        more.addAll(others);
        return new Scopes(more);
    }

    public Scopes without(Predicate<String> unwanted) {
        if (names.stream().noneMatch(unwanted)) {
            return this;
        }
        return new Scopes(names.stream().filter(not(unwanted)).collect(toSet()));
    }

    @Override
    public String toString() {
        if (written == null) {
            var ordered = names.toArray(String[]::new);
            Arrays.sort(ordered, Scopes::openidFirst);
            written = String.join(" ", ordered);
        }
        return written;
    }

    private static int openidFirst(String one, String other) {
        var openid = Boolean.compare(other.equals("openid"), one.equals("openid"));
        return openid != 0 ? openid : one.compareTo(other);
    }

    /** {@code scope-token = 1*( %x21 / %x23-5B / %x5D-7E )}. */
    private static boolean isScopeCharacter(int character) {
        return character > 0x20 && character < 0x7F && character != '"' && character != '\\';
    }
}
