package dev.sallyport.realm.plan;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The names of authentication flows that another is built beside: one that an apply left when it died is known again by it. */
public final class Replaced {

    private static final String WORD = " - replaced ";
    private static final Pattern NAME = Pattern.compile("(.+)" + WORD + "[0-9a-f]{8}");

    private Replaced() {}

    /** What to add to a name, another each time. */
    public static String suffix() {
        return WORD + UUID.randomUUID().toString().substring(0, 8);
    }

    /** The flow that takes the place of the one that has this name, if it is such a name. */
    public static Optional<String> by(String name) {
        var match = NAME.matcher(name);
        return match.matches() ? Optional.of(match.group(1)) : Optional.empty();
    }
}
