package dev.sallyport.system.gateway;

import dev.sallyport.testkit.Keycloak;
import dev.sallyport.testkit.KeycloakAdmin;
import dev.sallyport.testkit.Realm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A copy of the demo realm under another name. Keycloak publishes one more key in it, whose private half the tests hold:
 * so they can sign tokens that are wrong in one point alone.
 */
final class OwnRealm {

    static final String GATEWAY_SECRET = "second-gateway-secret";

    private static final JsonMapper JSON = new JsonMapper();
    /** Keycloak saves some of these only when they are named. */
    private static final List<String> COUNTED =
            List.of("CLIENT_LOGIN", "LOGOUT", "REFRESH_TOKEN", "REFRESH_TOKEN_ERROR", "REVOKE_GRANT", "TOKEN_EXCHANGE");

    private static final Path FILE = Path.of("../realm-config/target/demo/sallyport-realm.json");

    private final String name;
    private final Realm realm;
    private final KeycloakAdmin admin;
    private final SigningKey key;

    private OwnRealm(String name, Keycloak keycloak, KeyPair key) {
        this.name = name;
        this.realm = keycloak.realm(name);
        this.admin = keycloak.admin();
        this.key = new SigningKey(key, kidOf(key));
    }

    /** A key that Keycloak publishes and the tests can sign with. */
    record SigningKey(KeyPair pair, String id) {}

    static OwnRealm create(String name, Keycloak keycloak, String gatewayUrl) {
        var copy = (ObjectNode) JSON.readTree(filledIn(name, gatewayUrl));
        copy.put("eventsEnabled", true);
        copy.set("enabledEventTypes", JSON.valueToTree(COUNTED));
        keycloak.admin().post("", copy);
        var key = newKey();
        keycloak.admin().post("/" + name + "/components", component(key));
        return new OwnRealm(name, keycloak, key);
    }

    /** What clients see of it. */
    Realm asClient() {
        return realm;
    }

    String issuer() {
        return realm.issuer();
    }

    KeycloakAdmin admin() {
        return admin;
    }

    SigningKey key() {
        return key;
    }

    /** An access token of the robot's, meant for orders alone. */
    String robotToken() {
        return realm.clientCredentials("robot", "robot-secret", "orders")
                .orThrow()
                .path("access_token")
                .asString();
    }

    /** A token as Keycloak gives it, to be forged from; its header names the key that the tests hold. */
    Jwt template() {
        return Jwt.parse(robotToken()).withHeader("kid", key.id);
    }

    /** A logout token as Keycloak gives it, for the session of this access token. */
    Jwt logoutToken(Jwt access) {
        var header = new LinkedHashMap<String, Object>(Map.of("alg", "RS256", "typ", "logout+jwt"));
        header.put("kid", key.id());
        var claims = new LinkedHashMap<String, Object>(Map.of(
                "iss", issuer(),
                "aud", "gateway",
                "iat", Instant.now().getEpochSecond(),
                "exp", Instant.now().getEpochSecond() + 120,
                "jti", UUID.randomUUID().toString(),
                "events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of())));
        claims.put("sub", access.claims().getOrDefault("sub", ""));
        claims.put("sid", access.claims().getOrDefault("sid", ""));
        return new Jwt(header, claims);
    }

    /** How many events of this type there were since {@link #forgetEvents}. */
    long events(String type) {
        return ((ArrayNode) admin.get("/" + name + "/events?max=1000&type=" + type)).size();
    }

    void forgetEvents() {
        admin.delete("/" + name + "/events");
    }

    /** Changes an attribute of a client while a test runs: for a {@code try}, as all that give an {@link Undo}. */
    Undo changeClient(String clientId, String attribute, String value) {
        return change("/clients/" + admin.clientUuid(name, clientId), "/attributes", attribute, value);
    }

    /** Lets a client authenticate by a JWT that is signed with the key of this certificate, and no longer by its secret. */
    void authenticateByKey(String clientId, String certificate) {
        var path = "/" + name + "/clients/" + admin.clientUuid(name, clientId);
        var client = (ObjectNode) admin.get(path);
        client.put("clientAuthenticatorType", "client-jwt");
        ((ObjectNode) client.path("attributes")).put("jwt.credential.certificate", certificate);
        admin.put(path, client);
    }

    /** Lets a client have tokens of its own while a test runs. */
    Undo withServiceAccount(String clientId) {
        return change("/clients/" + admin.clientUuid(name, clientId), "", "serviceAccountsEnabled", true);
    }

    /** Changes a setting of the realm while a test runs. */
    Undo change(String field, Object value) {
        return change("", "", field, value);
    }

    /** Changes a field of a person's account while a test runs. */
    Undo changeUser(String username, String field, Object value) {
        return change("/users/" + admin.userId(name, username), "", field, value);
    }

    /** Lets access tokens name no service at all while a test runs. */
    Undo withoutAudiences() {
        var changes = admin.get("/" + name + "/client-scopes")
                .valueStream()
                .flatMap(scope -> scope.path("protocolMappers")
                        .valueStream()
                        .filter(mapper ->
                                mapper.path("protocolMapper").asString("").equals("oidc-audience-mapper"))
                        .map(mapper -> "/client-scopes/" + scope.path("id").asString() + "/protocol-mappers/models/"
                                + mapper.path("id").asString()))
                .map(mapper -> change(mapper, "/config", "access.token.claim", "false"))
                .toList();
        return () -> changes.forEach(Undo::close);
    }

    /** Gives a person a realm role while a test runs. */
    Undo withRole(String username, String role) {
        var roles = List.of(admin.get("/" + name + "/roles/" + role));
        var path = "/" + name + "/users/" + admin.userId(name, username) + "/role-mappings/realm";
        admin.post(path, roles);
        return () -> admin.delete(path, roles);
    }

    /** The name of the key that Keycloak signs with now. */
    String activeKey() {
        return admin.get("/" + name + "/keys").at("/active/RS256").asString();
    }

    /** Makes Keycloak sign with a new key; those it signed with before are still published. */
    void rotateKey(int priority) {
        admin.post(
                "/" + name + "/components",
                keyProvider("rsa-generated", Map.of("priority", List.of(String.valueOf(priority)))));
    }

    /** Takes a key back: Keycloak no longer publishes it. */
    void withdrawKey(String kid) {
        var provider = admin.get("/" + name + "/keys")
                .path("keys")
                .valueStream()
                .filter(key -> key.path("kid").asString("").equals(kid))
                .map(key -> key.path("providerId").asString())
                .findFirst()
                .orElseThrow();
        var component = (ObjectNode) admin.get("/" + name + "/components/" + provider);
        ((ObjectNode) component.path("config")).set("enabled", JSON.valueToTree(List.of("false")));
        admin.put("/" + name + "/components/" + provider, component);
    }

    /** Makes a person who may place orders; the password is the name. */
    void addUser(String username) {
        admin.post(
                "/" + name + "/users",
                Map.of(
                        "username",
                        username,
                        "enabled",
                        true,
                        "email",
                        username + "@north.example",
                        "firstName",
                        username,
                        "lastName",
                        "Test",
                        "credentials",
                        List.of(Map.of("type", "password", "value", username))));
    }

    void deleteUser(String username) {
        admin.delete("/" + name + "/users/" + admin.userId(name, username));
    }

    /** How many sessions Keycloak has for a person. */
    int sessionsOf(String username) {
        return admin.get("/" + name + "/users/" + admin.userId(name, username) + "/sessions")
                .size();
    }

    /** Ends the sessions of everybody in the realm, as an administrator can. */
    void endAllSessions() {
        admin.post("/" + name + "/logout-all", Map.of());
    }

    void endSessionsOf(String username) {
        realm.endSessionsOf(username);
    }

    /** Puts back what was changed. */
    interface Undo extends AutoCloseable {

        @Override
        void close();
    }

    /** Keycloak keeps an attribute that is not named, so one that was not there is named as empty afterwards. */
    private Undo change(String path, String object, String field, Object value) {
        var before = (ObjectNode) admin.get("/" + name + path);
        var changed = before.deepCopy();
        ((ObjectNode) changed.at(object)).set(field, JSON.valueToTree(value));
        admin.put("/" + name + path, changed);
        if (before.at(object).path(field).isMissingNode()) {
            ((ObjectNode) before.at(object)).put(field, "");
        }
        return () -> admin.put("/" + name + path, before);
    }

    private String kidOf(KeyPair pair) {
        var publicKey = Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
        for (var published : admin.get("/" + name + "/keys").path("keys")) {
            if (published.path("publicKey").asString("").equals(publicKey)) {
                return published.path("kid").asString();
            }
        }
        throw new IllegalStateException("Keycloak does not publish our key");
    }

    private static String filledIn(String name, String gatewayUrl) {
        try {
            var text = Files.readString(FILE);
            for (var client : List.of("robot", "orders", "invoices")) {
                text = text.replace("${SALLYPORT_" + client.toUpperCase(Locale.ROOT) + "_SECRET}", client + "-secret");
            }
            return text.replace("\"realm\" : \"sallyport\"", "\"realm\" : \"" + name + "\"")
                    .replace("default-roles-sallyport", "default-roles-" + name)
                    .replace("${SALLYPORT_GATEWAY_URL}", gatewayUrl)
                    .replace("${SALLYPORT_GATEWAY_BACKCHANNEL_URL}", gatewayUrl)
                    .replace("${SALLYPORT_GATEWAY_SECRET}", GATEWAY_SECRET);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static KeyPair newKey() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A key of the lowest priority: Keycloak publishes it, and never signs with it. */
    private static Map<String, Object> component(KeyPair key) {
        var pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(key.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----";
        return keyProvider(
                "rsa", Map.of("priority", List.of("-100"), "privateKey", List.of(pem), "algorithm", List.of("RS256")));
    }

    private static Map<String, Object> keyProvider(String providerId, Map<String, List<String>> config) {
        return Map.of(
                "name",
                "of the tests",
                "providerId",
                providerId,
                "providerType",
                "org.keycloak.keys.KeyProvider",
                "config",
                config);
    }
}
