package dev.sallyport.system.extension;

import dev.sallyport.testkit.Keycloak;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A small realm, imported as a whole: Keycloak checks none of its mappers then. */
record ImportedRealm(Keycloak keycloak, String name) {

    static ImportedRealm with(Keycloak keycloak, Map<String, String> scopesConfig, Map<String, String> claimsConfig) {
        var realm = new ImportedRealm(keycloak, "imported-" + UUID.randomUUID());
        keycloak.admin().post("", realm.representation(scopesConfig, claimsConfig));
        return realm;
    }

    Tokens loggedIn() {
        try (var cli = CommandLine.of(keycloak.realm(name), "cli")) {
            return cli.logIn("ada", "openid orders:read reports");
        }
    }

    void delete() {
        keycloak.admin().delete("/" + name);
    }

    private Map<String, Object> representation(Map<String, String> scopesConfig, Map<String, String> claimsConfig) {
        return Map.of(
                "realm", name,
                "enabled", true,
                "attributes", Map.of("CreateDefaultClientScopes", "true"),
                "clientScopes", List.of(domain(scopesConfig, claimsConfig), scope("orders:read"), scope("reports")),
                "clients",
                        List.of(Map.of(
                                "clientId",
                                "cli",
                                "publicClient",
                                true,
                                "fullScopeAllowed",
                                false,
                                "redirectUris",
                                List.of("http://127.0.0.1/*"),
                                "defaultClientScopes",
                                List.of("basic", "domain"),
                                "optionalClientScopes",
                                List.of("orders:read", "reports"))),
                "users",
                        List.of(Map.of(
                                "username", "ada",
                                "enabled", true,
                                "email", "ada@example.com",
                                "firstName", "Ada",
                                "lastName", "Archer",
                                "credentials", List.of(Map.of("type", "password", "value", "ada")))));
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
        var accessTokenToo = new java.util.HashMap<>(config);
        accessTokenToo.put("access.token.claim", "true");
        return Map.of(
                "name", provider, "protocol", "openid-connect", "protocolMapper", provider, "config", accessTokenToo);
    }
}
