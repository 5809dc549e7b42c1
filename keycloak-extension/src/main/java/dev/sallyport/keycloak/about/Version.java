package dev.sallyport.keycloak.about;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;

/** The version of this extension, for the console's page <i>Server info</i>. */
public final class Version {

    private static final Map<String, String> INFO = Map.of("version", read());

    private Version() {}

    public static Map<String, String> info() {
        return INFO;
    }

    private static String read() {
        var properties = new Properties();
        try (var file = Version.class.getResourceAsStream("version.properties")) {
            properties.load(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return properties.getProperty("version");
    }
}
