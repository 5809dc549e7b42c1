package dev.sallyport.system.extension;

import dev.sallyport.testkit.JsonAnswer;
import dev.sallyport.testkit.Keycloak;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A realm with clients that act for themselves, {@code robot-0} and so on, and two scopes for each source: {@code
 * name:read} needs that the source says {@code read}, and {@code reports} needs nothing.
 */
record SourcesRealm(Keycloak keycloak, String name) implements AutoCloseable {

    private static final String SOURCE = "dev.sallyport.keycloak.entitlement.EntitlementSource";
    private static final String KEYS = "org.keycloak.keys.KeyProvider";

    /** Elliptic: those that a realm gets by itself take seconds to make. */
    private static final List<Map<String, Object>> QUICK_KEYS = Stream.of(
                    "ecdsa-generated", "hmac-generated", "aes-generated")
            .map(provider -> Map.<String, Object>of("name", provider, "providerId", provider, "config", Map.of()))
            .toList();

    /** Said again, because a change leaves what it does not mention as it was. */
    private static final Map<String, List<String>> DEFAULTS = Map.of(
            "fields", List.of("read: bool"),
            "deadline-millis", List.of("300"),
            "fresh-seconds", List.of("60"),
            "stale-seconds", List.of("300"));

    private static final JsonMapper JSON = new JsonMapper();

    static SourcesRealm with(Keycloak keycloak, int robots, String... sources) {
        return with(keycloak, robots, Map.of(), sources);
    }

    /**
     * Components as they are given are imported with the realm. Clients are not: a busy Keycloak takes half a minute to make two
     * hundred with their accounts, too long for one request.
     */
    static SourcesRealm with(
            Keycloak keycloak, int robots, Map<String, Map<String, List<String>>> imported, String... sources) {
        var realm = new SourcesRealm(keycloak, "sources-" + UUID.randomUUID());
        keycloak.admin().post("", realm.representation(imported, List.of(sources)));
        IntStream.range(0, robots)
                .mapToObj(number -> robot(number, granted(List.of(sources))))
                .forEach(robot -> keycloak.admin().post("/" + realm.name + "/clients", robot));
        return realm;
    }

    private static List<String> granted(List<String> sources) {
        return Stream.concat(sources.stream().map(source -> source + ":read"), Stream.of("reports"))
                .toList();
    }

    /** Saves a source over the admin REST API, which checks it. */
    String source(String source, String url, Map<String, ?> more) {
        keycloak.admin().post("/" + name + "/components", component(source, config(url, more)));
        return only(source).path("id").asString();
    }

    void change(String source, String url, Map<String, ?> more) {
        var component = JSON.convertValue(component(source, config(url, more)), JsonNode.class);
        keycloak.admin()
                .put("/" + name + "/components/" + only(source).path("id").asString(), component);
    }

    JsonNode only(String source) {
        return keycloak.admin()
                .get("/" + name + "/components?name=" + source + "&type=" + SOURCE)
                .path(0);
    }

    JsonAnswer ask(int robot, String scope) {
        return keycloak.realm(name).clientCredentials("robot-" + robot, "secret", scope);
    }

    /** What a resource server is told of a token; the first client stands for one. */
    JsonAnswer introspect(Tokens tokens) {
        return keycloak.realm(name).introspect("robot-0", "secret", tokens.accessToken());
    }

    /** Lets the first client have refresh tokens, each good for one use. */
    void givesRefreshTokens() {
        keycloak.admin().put("/" + name, Map.of("revokeRefreshToken", true, "refreshTokenMaxReuse", 0));
        var client = "/" + name + "/clients/" + keycloak.admin().clientUuid(name, "robot-0");
        var changed = (ObjectNode) keycloak.admin().get(client);
        changed.withObject("attributes").put("client_credentials.use_refresh_token", "true");
        keycloak.admin().put(client, changed);
    }

    /** The scopes of a token that {@code source:read} and {@code reports} were asked for. */
    String scopeWith(String source) {
        return tokenWith(source).scope();
    }

    Tokens tokenWith(String source) {
        return Tokens.of(ask(0, source + ":read reports"));
    }

    @Override
    public void close() {
        keycloak.admin().delete("/" + name);
    }

    static Map<String, List<String>> config(String url, Map<String, ?> more) {
        var config = new HashMap<String, List<String>>(DEFAULTS);
        config.put("url", List.of(url));
        more.forEach((key, value) -> config.put(
                key,
                value instanceof List<?> list
                        ? list.stream().map(String::valueOf).toList()
                        : List.of("" + value)));
        return config;
    }

    private Map<String, Object> component(String source, Map<String, List<String>> config) {
        return Map.of("name", source, "providerId", "remote", "providerType", SOURCE, "config", config);
    }

    private Map<String, Object> representation(Map<String, Map<String, List<String>>> imported, List<String> sources) {
        var clientScopes = new ArrayList<Map<String, Object>>(
                granted(sources).stream().map(SourcesRealm::scope).toList());
        clientScopes.add(domain(sources));
        clientScopes.add(subject());
        return Map.of(
                "realm",
                name,
                "enabled",
                true,
                "clientScopes",
                clientScopes,
                "defaultSignatureAlgorithm",
                "ES256",
                "components",
                Map.of(KEYS, QUICK_KEYS, SOURCE, components(imported)));
    }

    private static List<Map<String, Object>> components(Map<String, Map<String, List<String>>> sources) {
        return sources.entrySet().stream()
                .map(source -> Map.<String, Object>of(
                        "name", source.getKey(), "providerId", "remote", "config", source.getValue()))
                .toList();
    }

    private static Map<String, Object> robot(int number, List<String> scopes) {
        return Map.of(
                "clientId",
                "robot-" + number,
                "secret",
                "secret",
                "serviceAccountsEnabled",
                true,
                "standardFlowEnabled",
                false,
                "fullScopeAllowed",
                false,
                "attributes",
                Map.of("allow.token.introspection.without.audience.check", "true"),
                "defaultClientScopes",
                List.of("subject", "domain"),
                "optionalClientScopes",
                scopes);
    }

    private static Map<String, Object> scope(String name) {
        return Map.of(
                "name", name, "protocol", "openid-connect", "attributes", Map.of("include.in.token.scope", "true"));
    }

    /** So that tokens say whose they are, and can be introspected. */
    private static Map<String, Object> subject() {
        return Map.of(
                "name",
                "subject",
                "protocol",
                "openid-connect",
                "attributes",
                Map.of("include.in.token.scope", "false"),
                "protocolMappers",
                List.of(mapper("oidc-sub-mapper", Map.of("access.token.claim", "true"))));
    }

    private static Map<String, Object> domain(List<String> sources) {
        return Map.of(
                "name",
                "domain",
                "protocol",
                "openid-connect",
                "attributes",
                Map.of("include.in.token.scope", "false"),
                "protocolMappers",
                List.of(mapper("sallyport-domain-scopes", Map.of("rules", rules(sources)))));
    }

    /** Adds a claim of this name, a URI, with this rule. */
    void claim(String claim, String rule) {
        var table = JSON.writeValueAsString(List.of(Map.of("key", claim, "value", rule)));
        keycloak.admin()
                .post(
                        "/" + name + "/client-scopes/" + domain() + "/protocol-mappers/models",
                        mapper(
                                "sallyport-private-claims",
                                Map.of("claims", table, "access.token.claim", "true", "userinfo.token.claim", "true")));
    }

    /** Changes the table of grant rules to this one. */
    void rule(String scope, String rule) {
        var mappers = "/" + name + "/client-scopes/" + domain() + "/protocol-mappers/models";
        var mapper = (ObjectNode) keycloak.admin().get(mappers).path(0);
        mapper.putObject("config").put("rules", JSON.writeValueAsString(List.of(Map.of("key", scope, "value", rule))));
        keycloak.admin().put(mappers + "/" + mapper.path("id").asString(), mapper);
    }

    private String domain() {
        return keycloak.admin()
                .get("/" + name + "/client-scopes")
                .valueStream()
                .filter(scope -> scope.path("name").asString().equals("domain"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
    }

    private static String rules(List<String> sources) {
        return JSON.writeValueAsString(sources.stream()
                .map(source -> Map.of("key", source + ":read", "value", "entitlements['" + source + "'].read == true"))
                .toList());
    }

    private static Map<String, Object> mapper(String provider, Map<String, String> config) {
        return Map.of("name", provider, "protocol", "openid-connect", "protocolMapper", provider, "config", config);
    }
}
