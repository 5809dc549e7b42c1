package dev.sallyport.keycloak.about;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;

/**
 * What the console's page <i>Server info</i> says of this extension: its version, and whether there are broken rules. Not
 * which ones, because administrators of every realm may see this page.
 */
public final class ServerInfo {

    private static final String VERSION = version();

    private static volatile Map<String, String> shown = Map.of("version", VERSION);

    private ServerInfo() {}

    public static Map<String, String> shown() {
        return shown;
    }

    /** How many there are on this server, from now on. */
    public static void brokenRules(int number) {
        shown = number == 0
                ? Map.of("version", VERSION)
                : Map.of(
                        "version", VERSION, "broken rules", number + ": they grant nothing. The server's log has each");
    }

    private static String version() {
        var properties = new Properties();
        try (var file = ServerInfo.class.getResourceAsStream("version.properties")) {
            properties.load(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return properties.getProperty("version");
    }
}
