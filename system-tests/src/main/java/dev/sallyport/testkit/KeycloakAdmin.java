package dev.sallyport.testkit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Keycloak's admin REST API. Paths are those below {@code /admin/realms}, such as {@code /sallyport/users?username=alice};
 * bodies are anything that Jackson can write. An answer that is no success is an {@link IllegalStateException}.
 */
public final class KeycloakAdmin {

    private static final String CLIENT = "admin-cli";

    private final Http http = new Http();
    private final String url;
    private final String realm;
    private final String username;
    private final String password;
    private String token = "";
    private Instant tokenDue = Instant.MIN;

    KeycloakAdmin(String url) {
        this(url, "master", Keycloak.ADMINISTRATOR, Keycloak.ADMINISTRATOR);
    }

    private KeycloakAdmin(String url, String realm, String username, String password) {
        this.url = url;
        this.realm = realm;
        this.username = username;
        this.password = password;
    }

    /** The same API as someone else may use it. */
    public KeycloakAdmin as(String realm, String username, String password) {
        return new KeycloakAdmin(url, realm, username, password);
    }

    public JsonNode get(String path) {
        return call("GET", path, null);
    }

    /** What is there for people to read. */
    public String text(String path) {
        var headers = Map.of("Authorization", "Bearer " + token(), "Accept", "text/plain");
        return http.json("GET", url + "/admin/realms" + path, headers, null).text();
    }

    /** What was created, as far as Keycloak says; most often nothing. */
    public JsonNode post(String path, Object body) {
        return call("POST", path, body);
    }

    public void put(String path, Object body) {
        call("PUT", path, body);
    }

    public void delete(String path) {
        call("DELETE", path, null);
    }

    /** Deletes what the body names, such as role mappings. */
    public void delete(String path, Object body) {
        call("DELETE", path, body);
    }

    /** What the console shows of the server and its providers. */
    public JsonNode serverInfo() {
        return callAt("GET", "/admin/serverinfo", null);
    }

    /** Keycloak's id of the user with this name. */
    public String userId(String realm, String username) {
        return only(get("/" + realm + "/users?exact=true&username=" + encoded(username)), username);
    }

    /** Keycloak's id of the client with this {@code client_id}. */
    public String clientUuid(String realm, String clientId) {
        return only(get("/" + realm + "/clients?clientId=" + encoded(clientId)), clientId);
    }

    private JsonNode call(String method, String path, @Nullable Object body) {
        return callAt(method, "/admin/realms" + path, body);
    }

    private JsonNode callAt(String method, String path, @Nullable Object body) {
        return http.json(method, url + path, Map.of("Authorization", "Bearer " + token()), body)
                .orThrow();
    }

    /** The administrator's own. Good for a minute, and kept for half of it: Keycloak checks a password slowly, on purpose. */
    public synchronized String token() {
        var now = Instant.now();
        if (now.isAfter(tokenDue)) {
            token = newToken();
            tokenDue = now.plusSeconds(30);
        }
        return token;
    }

    private String newToken() {
        var form = Map.of("grant_type", "password", "client_id", CLIENT, "username", username, "password", password);
        return http.form(url + "/realms/" + realm + "/protocol/openid-connect/token", form)
                .orThrow()
                .path("access_token")
                .asString();
    }

    private static String only(JsonNode found, String name) {
        if (found.size() != 1) {
            throw new IllegalStateException("Keycloak knows " + found.size() + " of the name " + name);
        }
        return found.path(0).path("id").asString();
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
