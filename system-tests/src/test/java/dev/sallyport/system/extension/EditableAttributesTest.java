package dev.sallyport.system.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.Keycloak;
import dev.sallyport.testkit.SallyportTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Rules that read what users may write themselves: nobody gives themselves a scope. */
@SallyportTest
class EditableAttributesTest {

    private static final String BY_BADGE = "user.attributes['badge'][0] == 'gold'";
    private static final String CLAIM = "https://example.com/badge";

    private final Keycloak keycloak;

    EditableAttributesTest(Keycloak keycloak) {
        this.keycloak = keycloak;
    }

    @Test
    void grantNothingHoweverTheyCameThere() {
        var realm = realm("user.email == 'ada@example.com'", Map.of());

        assertThat(realm.loggedIn().scope()).isEqualTo("openid reports");
        assertThat(keycloak.admin().text("/" + realm.name() + "/sallyport/explain?user=ada&client=cli"))
                .contains("rule unsafe: reads user.email, which users may edit themselves");
        realm.delete();
    }

    @ParameterizedTest
    @ValueSource(strings = {"email", "other, email", "*"})
    void areAllowedByName(String allowed) {
        var realm = realm("user.email == 'ada@example.com'", Map.of("editable.attributes", allowed));

        assertThat(realm.loggedIn().scope()).isEqualTo("openid orders:read reports");
        realm.delete();
    }

    /** The claim goes with the scope. */
    @Test
    void grantNoMoreFromTheMomentThatUsersMayWrite() {
        var realm = realm(BY_BADGE, Map.of());
        assertThat(realm.loggedIn().scope()).isEqualTo("openid orders:read reports");
        assertThat(realm.loggedIn().claims().path(CLAIM).asString()).isEqualTo("gold");

        letUsersWrite(realm, "badge");

        assertThat(realm.loggedIn().scope()).isEqualTo("openid reports");
        assertThat(realm.loggedIn().claims().has(CLAIM)).isFalse();
        realm.delete();
    }

    @Test
    void includeAnyAttributeWhereUsersMayWriteThoseThatTheProfileLacks() {
        var realm = realm(BY_BADGE, Map.of());
        var profile = profile(realm).put("unmanagedAttributePolicy", "ENABLED");

        keycloak.admin().put(profilePath(realm), profile);

        assertThat(realm.loggedIn().scope()).isEqualTo("openid reports");
        realm.delete();
    }

    /** Whoever comes by an identity provider for the first time brings a username from there: here, Ada's. */
    @Test
    void includeTheUsernameWhereAnIdentityProviderBringsPeople() {
        var realm = realm("user.username.startsWith('ada')", Map.of());
        assertThat(realm.loggedIn().scope()).isEqualTo("openid orders:read reports");

        DemoIdentityProvider.vouches(realm, "demo", "ada-too", () -> {
            assertThat(realm.loggedIn().scope()).isEqualTo("openid reports");
            try (var cli = CommandLine.of(keycloak.realm(realm.name()), "cli")) {
                assertThat(cli.logInThrough("demo", "dave", "openid orders:read reports")
                                .scope())
                        .isEqualTo("openid reports");
            }
        });
        assertThat(keycloak.admin().text("/" + realm.name() + "/sallyport/explain?user=ada-too&client=cli"))
                .contains("rule unsafe: reads user.username, which users may edit themselves");
        realm.delete();
    }

    private ImportedRealm realm(String rule, Map<String, String> allowed) {
        var rules =
                "[{\"key\":\"orders:read\",\"value\":\"%s\"},{\"key\":\"reports\",\"value\":\"true\"}]".formatted(rule);
        var scopes = new HashMap<>(allowed);
        scopes.put("rules", rules);
        var claims = "[{\"key\":\"" + CLAIM + "\",\"value\":\"user.attributes[?'badge'][?0]\"}]";
        return ImportedRealm.with(keycloak, scopes, Map.of("claims", claims));
    }

    private void letUsersWrite(ImportedRealm realm, String attribute) {
        var profile = profile(realm);
        var both = List.of("admin", "user");
        ((ArrayNode) profile.path("attributes"))
                .addPOJO(Map.of("name", attribute, "permissions", Map.of("view", both, "edit", both)));
        keycloak.admin().put(profilePath(realm), profile);
    }

    private ObjectNode profile(ImportedRealm realm) {
        return (ObjectNode) keycloak.admin().get(profilePath(realm));
    }

    private static String profilePath(ImportedRealm realm) {
        return "/" + realm.name() + "/users/profile";
    }
}
