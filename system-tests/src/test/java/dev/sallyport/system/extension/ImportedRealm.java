package dev.sallyport.system.extension;

import dev.sallyport.testkit.Keycloak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** A small realm, imported as a whole: Keycloak checks none of its mappers then. */
record ImportedRealm(Keycloak keycloak, String name) {

    static final String IN_FILE = "imported";

    /** With {@code orders:read} and {@code reports} as scopes to ask for. */
    static ImportedRealm with(Keycloak keycloak, Map<String, String> scopesConfig, Map<String, String> claimsConfig) {
        return with(keycloak, List.of("orders:read", "reports"), scopesConfig, claimsConfig);
    }

    static ImportedRealm with(
            Keycloak keycloak,
            List<String> scopes,
            Map<String, String> scopesConfig,
            Map<String, String> claimsConfig) {
        var realm = new ImportedRealm(keycloak, "imported-" + UUID.randomUUID());
        keycloak.admin().post("", representation(realm.name(), scopes, scopesConfig, claimsConfig));
        return realm;
    }

    /** The same, where Ada has other attributes. */
    static ImportedRealm with(
            Keycloak keycloak,
            List<String> scopes,
            Map<String, String> scopesConfig,
            Map<String, String> claimsConfig,
            Map<String, List<String>> attributes) {
        var realm = new ImportedRealm(keycloak, "imported-" + UUID.randomUUID());
        var representation = new HashMap<>(representation(realm.name(), scopes, scopesConfig, claimsConfig));
        var ada = new HashMap<>(ada());
        ada.put("attributes", attributes);
        representation.put("users", List.of(ada));
        keycloak.admin().post("", representation);
        return realm;
    }

    /**
     * The same as a file for the import when Keycloak starts; the realm has the name {@link #IN_FILE}, and many clients
     * more, of which the last, {@code direct}, has a mapper of its own for the scopes.
     */
    static Path file(
            Path folder,
            Map<String, String> scopesConfig,
            Map<String, String> claimsConfig,
            Map<String, String> directConfig)
            throws IOException {
        var realm =
                new HashMap<>(representation(IN_FILE, List.of("orders:read", "reports"), scopesConfig, claimsConfig));
        realm.put(
                "clients",
                Stream.concat(
                                Stream.of(client(List.of("orders:read", "reports")), direct(directConfig)),
                                IntStream.range(0, 120).mapToObj(number -> Map.of("clientId", "another-" + number)))
                        .toList());
        return Files.writeString(folder.resolve(IN_FILE + "-realm.json"), new JsonMapper().writeValueAsString(realm));
    }

    Tokens loggedIn() {
        return loggedIn("openid orders:read reports");
    }

    Tokens loggedIn(String scope) {
        try (var cli = CommandLine.of(keycloak.realm(name), "cli")) {
            return cli.logIn("ada", scope);
        }
    }

    /** Gives the form for name and password a reference value for {@code amr} (RFC 8176). */
    void callsAPassword(String reference) {
        var authentication = "/" + name + "/authentication";
        var form = keycloak.admin()
                .get(authentication + "/flows/browser/executions")
                .valueStream()
                .filter(execution -> execution.path("providerId").asString("").equals("auth-username-password-form"))
                .findFirst()
                .orElseThrow();
        var config = Map.of("default.reference.value", reference, "default.reference.maxAge", "3600");
        keycloak.admin()
                .post(
                        authentication + "/executions/" + form.path("id").asString() + "/config",
                        Map.of("alias", reference, "config", config));
    }

    /** Makes someone a member of a new organization. */
    void hasAsMember(String user, String organization, String alias, Map<String, List<String>> attributes) {
        keycloak.admin().put("/" + name, Map.of("organizationsEnabled", true));
        var representation = Map.of(
                "name",
                organization,
                "alias",
                alias,
                "enabled",
                true,
                "attributes",
                attributes,
                "domains",
                List.of(Map.of("name", alias + ".example")));
        keycloak.admin().post("/" + name + "/organizations", representation);
        var id = keycloak.admin()
                .get("/" + name + "/organizations?search=" + alias)
                .path(0)
                .path("id")
                .asString();
        keycloak.admin()
                .post(
                        "/" + name + "/organizations/" + id + "/members",
                        keycloak.admin().userId(name, user));
    }

    /** Gives someone roles of Keycloak's client for administration. */
    void administrates(String user, String... roles) {
        var client = keycloak.admin().clientUuid(name, "realm-management");
        var known = Stream.of(roles)
                .map(role -> keycloak.admin().get("/" + name + "/clients/" + client + "/roles/" + role))
                .toList();
        var id = keycloak.admin().userId(name, user);
        keycloak.admin().post("/" + name + "/users/" + id + "/role-mappings/clients/" + client, known);
    }

    /** Takes a default scope from the client. */
    void clientLoses(String scope) {
        var id = keycloak.admin()
                .get("/" + name + "/client-scopes")
                .valueStream()
                .filter(known -> known.path("name").asString().equals(scope))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
        var client = keycloak.admin().clientUuid(name, "cli");
        keycloak.admin().delete("/" + name + "/clients/" + client + "/default-client-scopes/" + id);
    }

    void delete() {
        keycloak.admin().delete("/" + name);
    }

    private static Map<String, Object> representation(
            String name, List<String> scopes, Map<String, String> scopesConfig, Map<String, String> claimsConfig) {
        return Map.of(
                "realm", name,
                "enabled", true,
                "eventsEnabled", true,
                "attributes", Map.of("CreateDefaultClientScopes", "true", "acr.loa.map", "{\"silver\":\"1\"}"),
                "clientScopes",
                        Stream.concat(
                                        Stream.of(domain(scopesConfig, claimsConfig)),
                                        scopes.stream().map(ImportedRealm::scope))
                                .toList(),
                "roles", Map.of("realm", List.of(Map.of("name", "team"), composite())),
                "groups", List.of(Map.of("name", "staff", "subGroups", List.of(Map.of("name", "support")))),
                "clients", List.of(client(scopes)),
                "users", List.of(ada()));
    }

    private static Map<String, Object> composite() {
        return Map.of("name", "lead", "composite", true, "composites", Map.of("realm", List.of("team")));
    }

    private static Map<String, Object> client(List<String> scopes) {
        return Map.of(
                "clientId",
                "cli",
                "publicClient",
                true,
                "fullScopeAllowed",
                false,
                "redirectUris",
                List.of("http://127.0.0.1/*"),
                "attributes",
                Map.of("tier", "internal", "secret.thing", "hidden"),
                "defaultClientScopes",
                List.of("basic", "domain"),
                "optionalClientScopes",
                scopes);
    }

    private static Map<String, Object> direct(Map<String, String> config) {
        return Map.of("clientId", "direct", "protocolMappers", List.of(mapper("sallyport-domain-scopes", config)));
    }

    private static Map<String, Object> ada() {
        return Map.of(
                "username",
                "ada",
                "enabled",
                true,
                "email",
                "ada@example.com",
                "firstName",
                "Ada",
                "lastName",
                "Archer",
                "realmRoles",
                List.of("lead"),
                "clientRoles",
                Map.of("account", List.of("view-profile")),
                "groups",
                List.of("/staff/support"),
                "attributes",
                Map.of("badge", List.of("gold")),
                "credentials",
                List.of(Map.of("type", "password", "value", "ada")));
    }

    private static Map<String, Object> scope(String name) {
        return Map.of(
                "name", name, "protocol", "openid-connect", "attributes", Map.of("include.in.token.scope", "true"));
    }

    private static Map<String, Object> domain(Map<String, String> scopesConfig, Map<String, String> claimsConfig) {
        return Map.of(
                "name",
                "domain",
                "protocol",
                "openid-connect",
                "attributes",
                Map.of("include.in.token.scope", "false"),
                "protocolMappers",
                List.of(
                        mapper("sallyport-domain-scopes", scopesConfig),
                        mapper("sallyport-private-claims", claimsConfig)));
    }

    private static Map<String, Object> mapper(String provider, Map<String, String> config) {
        var accessTokenToo = new HashMap<>(config);
        accessTokenToo.put("access.token.claim", "true");
        return Map.of(
                "name", provider, "protocol", "openid-connect", "protocolMapper", provider, "config", accessTokenToo);
    }
}
