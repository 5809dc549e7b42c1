package dev.sallyport.testkit;

import java.util.HashMap;
import java.util.Map;

/** What the clients of a realm see of it. */
public final class Realm {

    private final Http http = new Http();
    private final KeycloakAdmin admin;
    private final String name;
    private final String issuer;

    Realm(String keycloak, String name, KeycloakAdmin admin) {
        this.name = name;
        this.issuer = keycloak + "/realms/" + name;
        this.admin = admin;
    }

    /** A realm of a Keycloak that runs anywhere, whose administrator is {@code admin} with password {@code admin}. */
    public static Realm of(String keycloak, String name) {
        return new Realm(keycloak, name, new KeycloakAdmin(keycloak));
    }

    public String name() {
        return name;
    }

    public String issuer() {
        return issuer;
    }

    /** One of the realm's OpenID Connect endpoints, such as {@code token} or {@code token/introspect}. */
    public String endpoint(String path) {
        return issuer + "/protocol/openid-connect/" + path;
    }

    /** What the token endpoint says to this form; refused requests are answers too. */
    public JsonAnswer token(Map<String, String> form) {
        return post("token", form);
    }

    /** What another endpoint says to a form, such as {@code auth/device}. */
    public JsonAnswer post(String path, Map<String, String> form) {
        return http.form(endpoint(path), form);
    }

    /** What the bearer of an access token is told of the user. */
    public JsonAnswer userinfo(String accessToken) {
        return http.json("GET", endpoint("userinfo"), Map.of("Authorization", "Bearer " + accessToken), null);
    }

    /** What the token endpoint says to a confidential client that asks for a token of its own. */
    public JsonAnswer clientCredentials(String clientId, String secret, String scope) {
        return token(Map.of(
                "grant_type", "client_credentials", "client_id", clientId, "client_secret", secret, "scope", scope));
    }

    /** What a confidential client is told about a token. */
    public JsonAnswer introspect(String clientId, String secret, String token) {
        return http.form(
                endpoint("token/introspect"), Map.of("client_id", clientId, "client_secret", secret, "token", token));
    }

    /** The same for one that takes the answer as a JWT too, as its {@code jwt}. */
    public JsonAnswer introspectAsJwt(String clientId, String secret, String token) {
        return http.form(
                endpoint("token/introspect"),
                Map.of("Accept", "application/jwt"),
                Map.of("client_id", clientId, "client_secret", secret, "token", token));
    }

    /** What the token endpoint says to a refresh; {@code more} may hold a narrower {@code scope}. */
    public JsonAnswer refresh(String clientId, String secret, String refreshToken, Map<String, String> more) {
        var form = new HashMap<>(more);
        form.putAll(Map.of(
                "grant_type", "refresh_token",
                "client_id", clientId,
                "client_secret", secret,
                "refresh_token", refreshToken));
        return token(form);
    }

    /** Ends all sessions of a user, as an administrator would: Keycloak then tells the clients by back-channel logout. */
    public void endSessionsOf(String username) {
        admin.post("/" + name + "/users/" + admin.userId(name, username) + "/logout", Map.of());
    }
}
