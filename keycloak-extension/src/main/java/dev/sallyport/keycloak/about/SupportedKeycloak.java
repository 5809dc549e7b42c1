package dev.sallyport.keycloak.about;

import java.util.regex.Pattern;

/**
 * The Keycloaks that this extension works in. An older one does not know of the guard, and would start without it: better
 * not at all.
 */
public final class SupportedKeycloak {

    private static final int MAJOR = 26;
    private static final int MINOR = 7;
    private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})\\..*");

    private SupportedKeycloak() {}

    /** Throws, with what to do, in a Keycloak that is too old; and prints it, since 26.0 does not show why a build failed. */
    public static void check() {
        check(org.keycloak.common.Version.VERSION);
    }

    static void check(String version) {
        var numbers = VERSION.matcher(version);
        if (numbers.matches() && isOlder(Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)))) {
            var reason = "Sallyport's extension needs Keycloak %d.%d or newer, and this is %s: update"
                            .formatted(MAJOR, MINOR, version)
                    + " Keycloak, or remove the extension from its providers folder.";
            System.err.println(reason);
            throw new IllegalStateException(reason);
        }
    }

    private static boolean isOlder(int major, int minor) {
        return major < MAJOR || (major == MAJOR && minor < MINOR);
    }
}
