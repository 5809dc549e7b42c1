package dev.sallyport.realm.plan;

import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The name of a component until it has the parts that are asked for and no others: Keycloak gives some to a new one. What an
 * apply left when it died is known again by it.
 */
public final class Unfinished {

    private static final String WORD = " - unfinished ";
    private static final Pattern NAME = Pattern.compile(".+" + WORD + "[0-9a-f]{8}");

    private Unfinished() {}

    /** What to add to a name, another each time. */
    public static String suffix() {
        return WORD + UUID.randomUUID().toString().substring(0, 8);
    }

    static boolean is(Item live) {
        return live.key().kind() == Kind.COMPONENT
                && NAME.matcher(live.key().name()).matches();
    }
}
