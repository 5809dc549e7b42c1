package dev.sallyport.realm.admin;

import java.net.URI;
import java.util.Map;

/**
 * Where a Keycloak is, and who calls it.
 *
 * @param server without {@code /admin} or {@code /realms}
 * @param realm where the caller has an account, most often {@code master}
 * @param grant what the token endpoint is sent
 */
public record Connection(URI server, String realm, Map<String, String> grant) {

    public Connection {
        server = URI.create(server.toString().replaceFirst("/+$", ""));
        grant = Map.copyOf(grant);
    }

    /** A person, by way of Keycloak's own client for administration. */
    public static Connection ofUser(URI server, String realm, String username, String password) {
        return new Connection(
                server,
                realm,
                Map.of("grant_type", "password", "client_id", "admin-cli", "username", username, "password", password));
    }

    /** A client with a service account. */
    public static Connection ofClient(URI server, String realm, String clientId, String secret) {
        return new Connection(
                server,
                realm,
                Map.of("grant_type", "client_credentials", "client_id", clientId, "client_secret", secret));
    }

    /** Who calls, for people to read. */
    public String caller() {
        var user = grant.get("username");
        return user != null ? "user " + user : "client " + grant.get("client_id");
    }

    String tokenEndpoint() {
        return server + "/realms/" + AdminApi.segment(realm) + "/protocol/openid-connect/token";
    }

    /** Says nothing of the password. */
    @Override
    public String toString() {
        return "Connection[" + caller() + " at " + server + "]";
    }
}
