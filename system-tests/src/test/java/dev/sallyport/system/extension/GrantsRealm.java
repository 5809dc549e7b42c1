package dev.sallyport.system.extension;

import dev.sallyport.testkit.FreePort;
import dev.sallyport.testkit.Keycloak;
import dev.sallyport.testkit.KeycloakAdmin;
import dev.sallyport.testkit.KeycloakSetup;
import dev.sallyport.testkit.Realm;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A Keycloak with the realm {@code grants}, whose clients may use every grant, and the realm {@code elsewhere}, whose
 * tokens it takes as assertions. What is served there: {@code src/test/resources/grants}.
 *
 * @param server what Keycloak, on what Java
 */
record GrantsRealm(String server, Keycloak keycloak) implements AutoCloseable {

    /** Starts one. */
    static GrantsRealm on(String server, KeycloakSetup setup) {
        var port = FreePort.next();
        var keycloak = setup.sallyportExtension()
                .port(port)
                .option("--spi-entitlement-source--remote--allowed-origins=http://localhost:1")
                .environment("SERVER", "http://localhost:" + port)
                .realm(realmFiles())
                .start();
        return new GrantsRealm(server, keycloak);
    }

    KeycloakAdmin admin() {
        return keycloak.admin();
    }

    Realm realm() {
        return keycloak.realm("grants");
    }

    CommandLine commandLine(String client) {
        return CommandLine.of(realm(), client, client + "-secret");
    }

    /** What the token endpoint gives one of the clients. */
    Tokens token(String client, Map<String, String> form) {
        var authenticated = new HashMap<>(form);
        authenticated.put("client_id", client);
        authenticated.put("client_secret", client + "-secret");
        return Tokens.of(realm().token(authenticated));
    }

    /** A token of the other realm that says who someone is there, for this realm (RFC 7523). */
    Tokens assertion() {
        return Tokens.of(keycloak.realm("elsewhere").clientCredentials("robot", "robot-secret", "basic"));
    }

    String subjectElsewhere() {
        return assertion().claims().path("sub").asString();
    }

    @Override
    public void close() {
        keycloak.close();
    }

    @Override
    public String toString() {
        return server;
    }

    private static Path realmFiles() {
        try {
            var resource = GrantsRealm.class.getResource("/grants");
            if (resource == null) {
                throw new IllegalStateException("The realm files are not on the class path");
            }
            return Path.of(resource.toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
