package dev.sallyport.realm.files;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
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
                .filter(name -> distance(written, name) <= bound)
                .min(Comparator.comparingInt((String name) -> distance(written, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Levenshtein's, without regard to case. */
    private static int distance(String left, String right) {
        var a = left.toLowerCase(Locale.ROOT);
        var b = right.toLowerCase(Locale.ROOT);
        var row = new int[b.length() + 1];
        for (var j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (var i = 1; i <= a.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.length(); j++) {
                var substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
