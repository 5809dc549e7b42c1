package dev.sallyport.keycloak.text;

import java.util.Collection;
import java.util.Comparator;

/** What someone meant who misspelt a name. */
public final class Meant {

    private Meant() {}

    /** A sentence to put behind another; empty, if none of the names is near. */
    public static String insteadOf(String name, Collection<String> known) {
        var atMost = Math.max(1, (name.length() + 1) / 4);
        return known.stream()
                .filter(other -> Edits.between(name, other) <= atMost)
                .min(Comparator.<String>comparingInt(other -> Edits.between(name, other))
                        .thenComparing(Comparator.naturalOrder()))
                .map(other -> ". Did you mean " + OneLine.of(other) + "?")
                .orElse("");
    }
}
