package dev.sallyport.realm.files;

import dev.sallyport.keycloak.text.Edits;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What someone may have meant who wrote a name that there is not. */
public final class Nearest {

    private Nearest() {}

    /** {@code ". Did you mean x?"}, or nothing where no name is near. */
    public static String hint(String written, Collection<String> names) {
        return to(written, names).map(name -> ". Did you mean '" + name + "'?").orElse("");
    }

    static Optional<String> to(String written, Collection<String> names) {
        var bound = written.length() < 4 ? 1 : Math.max(2, written.length() / 3);
        return names.stream()
                .filter(name -> Math.abs(name.length() - written.length()) <= bound)
                .filter(name -> Edits.between(written, name) <= bound)
                .min(Comparator.comparingInt((String name) -> Edits.between(written, name))
                        .thenComparing(Comparator.naturalOrder()));
    }
}
