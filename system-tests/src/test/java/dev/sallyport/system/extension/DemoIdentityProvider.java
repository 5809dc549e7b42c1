package dev.sallyport.system.extension;

import dev.sallyport.testkit.Keycloak;
import dev.sallyport.testkit.Realm;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The demo realm as an identity provider of another realm of the same Keycloak. */
final class DemoIdentityProvider {

    private static final String SECRET = "broker-secret";

    private DemoIdentityProvider() {}

    /**
     * Lets people of the demo realm sign in at another one, for as long as an action takes.
     *
     * @param alias what the other realm calls the demo realm
     * @param username what whoever comes from there is called at the other realm
     */
    static void vouches(ImportedRealm realm, String alias, String username, Runnable action) {
        var keycloak = realm.keycloak();
        try (var broker = TestClient.with(keycloak, broker(realm, alias, username))) {
            keycloak.admin()
                    .post("/" + realm.name() + "/identity-provider/instances", provider(alias, broker, keycloak));
            action.run();
        }
    }

    /** The client of the demo realm that the other realm is. */
    private static Map<String, Object> broker(ImportedRealm realm, String alias, String username) {
        var redirectUri = realm.keycloak().url() + "/realms/" + realm.name() + "/broker/" + alias + "/endpoint";
        return Map.of(
                "publicClient",
                false,
                "secret",
                SECRET,
                "redirectUris",
                List.of(redirectUri),
                "defaultClientScopes",
                List.of("basic"),
                "protocolMappers",
                List.of(
                        claim("preferred_username", username),
                        claim("email", username + "@example.com"),
                        claim("given_name", "Brought"),
                        claim("family_name", "Along")));
    }

    private static Map<String, Object> provider(String alias, TestClient broker, Keycloak keycloak) {
        var config = new HashMap<>(addresses(keycloak.realm("sallyport")));
        config.putAll(Map.of(
                "clientId", broker.clientId,
                "clientSecret", SECRET,
                "clientAuthMethod", "client_secret_post",
                "pkceEnabled", "true",
                "pkceMethod", "S256"));
        return Map.of("alias", alias, "providerId", "oidc", "enabled", true, "config", config);
    }

    private static Map<String, String> addresses(Realm demo) {
        return Map.of(
                "issuer",
                demo.issuer(),
                "authorizationUrl",
                demo.endpoint("auth"),
                "tokenUrl",
                demo.endpoint("token"),
                "jwksUrl",
                demo.endpoint("certs"),
                "useJwksUrl",
                "true",
                "validateSignature",
                "true",
                "disableUserInfo",
                "true",
                "defaultScope",
                "openid");
    }

    private static Map<String, Object> claim(String name, String value) {
        return Map.of(
                "name",
                name,
                "protocol",
                "openid-connect",
                "protocolMapper",
                "oidc-hardcoded-claim-mapper",
                "config",
                Map.of("claim.name", name, "claim.value", value, "jsonType.label", "String", "id.token.claim", "true"));
    }
}
