package dev.sallyport.system.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.testkit.Keycloak;
import dev.sallyport.testkit.SallyportTest;
import dev.sallyport.testkit.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * Names and values that somebody made up to break out of a token, a log or a page. Keycloak refuses such names of client
 * scopes when one is saved, but not in an import, where it only makes {@code _} of spaces.
 */
@SallyportTest
class HostileNamesTest {

    private static final String FORGED = "2026-01-01T00:00:00Z/ERROR/forged";
    private static final String SCRIPT = "<img/src=x/onerror=document.title='broken'>";

    /** These are no {@code scope-token} (RFC 6749 section 3.3). */
    private static final List<String> NO_SCOPES = List.of(
            "quo\"te",
            "back\\slash",
            "orders:read\n" + FORGED,
            "orders:write\r\n" + FORGED,
            "tab\tstop",
            "escape\u001b[2Kgone",
            "\u202eredro:daer",
            "orders\u200b:read",
            "주문:읽기",
            "🙂");

    /** These are, however they look. */
    private static final List<String> STRANGE_SCOPES = List.of(
            ":",
            ":orders",
            "orders:",
            "orders::read",
            "orders:read:",
            "orders:*",
            SCRIPT,
            "%s%n",
            "{0}",
            "x".repeat(200));

    private static final List<String> VALUES = List.of(
            "quo\"te\",\"scope\":\"orders:read\"}",
            "line\n" + FORGED,
            "line\r\n" + FORGED,
            "escape\u001b[2Kgone",
            "\u202eorders\u2066",
            SCRIPT,
            "${jndi:ldap://localhost/x}",
            "%s%n{0}");

    private static final JsonMapper JSON = new JsonMapper();

    private final Keycloak keycloak;

    HostileNamesTest(Stack stack) {
        this.keycloak = stack.keycloak();
    }

    @AfterEach
    void forgesNoLineOfTheLog() {
        assertThat(keycloak.output().lines()).noneMatch(line -> line.startsWith(FORGED));
        assertThat(keycloak.output()).doesNotContain("\u001b[2K", "\u202e", "\u200b", "\u2066");
    }

    static Stream<String> noScopes() {
        return NO_SCOPES.stream();
    }

    @ParameterizedTest
    @MethodSource("noScopes")
    void cannotBeSaved(String name) {
        assertThatThrownBy(() -> keycloak.admin()
                        .post("/sallyport/client-scopes", Map.of("name", name, "protocol", "openid-connect")))
                .hasMessageContaining("400");
    }

    @Test
    void ofScopesAreInNoTokenWhereTheyAreNoneAndLeaveOthersAlone() {
        var realm = realm(NO_SCOPES, name -> "true");

        assertThat(realm.loggedIn("openid orders:read reports").tokenScope()).isEqualTo("openid orders:read reports");
        unasked(realm, NO_SCOPES);
        assertThat(realm.loggedIn("openid reports").tokenScope()).isEqualTo("openid reports");

        realm.delete();
    }

    @Test
    void ofScopesAreWhatTheyAreAndNothingElse() {
        var realm = realm(STRANGE_SCOPES, name -> "true");

        assertThat(realm.loggedIn("openid orders:read").tokenScope()).isEqualTo("openid orders:read");
        for (var name : STRANGE_SCOPES) {
            assertThat(realm.loggedIn("openid " + name).tokenScope()).isEqualTo("openid " + name);
        }

        realm.delete();
    }

    @Test
    void ofScopesAreNotThereWhereTheRuleIsFalse() {
        var realm = realm(STRANGE_SCOPES, name -> "false");

        for (var name : STRANGE_SCOPES) {
            assertThat(realm.loggedIn("openid " + name).tokenScope()).isEqualTo("openid");
        }

        realm.delete();
    }

    @Test
    void ofScopesAreTextInAnExplanation() {
        var realm =
                realm(Stream.concat(NO_SCOPES.stream(), STRANGE_SCOPES.stream()).toList(), name -> "true");

        var json = keycloak.admin().get("/" + realm.name() + "/sallyport/explain?user=ada&client=cli");
        assertThat(json.path("scopes")
                        .valueStream()
                        .map(scope -> scope.path("scope").asString()))
                .contains(SCRIPT)
                .containsAll(STRANGE_SCOPES);
        var text = keycloak.admin().text("/" + realm.name() + "/sallyport/explain?user=ada&client=cli");
        assertThat(text.lines()).noneMatch(line -> line.startsWith(FORGED));
        assertThat(text).doesNotContain("\u001b", "\u202e", "\r");

        realm.delete();
    }

    @Test
    void ofClaimsAreRefusedOrTextInTheToken() {
        var names = Stream.concat(
                        NO_SCOPES.stream(),
                        Stream.of("https://example.com/\"}", "https://example.com/\u202eb", "__proto__", "scope"))
                .toList();
        var realm = ImportedRealm.with(
                keycloak,
                Map.of("rules", "[]"),
                Map.of("claims", table(names, name -> "'x'", "https://example.com/claims?a=%22%7d#<b>", "'x'")));

        var claims = realm.loggedIn().claims();

        assertThat(claims.propertyNames())
                .doesNotContainAnyElementsOf(
                        names.stream().filter(name -> !name.equals("scope")).toList());
        assertThat(claims.path("scope").asString()).isEqualTo("openid orders:read reports");
        realm.delete();
    }

    @Test
    void ofAttributesAreTextInTheTokenAndOneLineInAnExplanation() {
        var attributes = Map.of("badge", VALUES);
        var realm = ImportedRealm.with(
                keycloak,
                List.of("orders:read", "reports"),
                Map.of(
                        "rules",
                        table(List.of("orders:read"), name -> "'gold' in user.attributes['badge']", "reports", "true")),
                Map.of("claims", table(List.of("https://example.com/badge"), name -> "user.attributes['badge']")),
                attributes);

        var claims = realm.loggedIn().claims();

        assertThat(claims.path("https://example.com/badge").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrderElementsOf(VALUES);
        assertThat(claims.path("scope").asString()).isEqualTo("openid reports");
        show("badge", realm);
        var text = keycloak.admin().text("/" + realm.name() + "/sallyport/explain?user=ada&client=cli");
        assertThat(text.lines())
                .noneMatch(line -> line.startsWith(FORGED))
                .anyMatch(line -> line.contains("user.attributes['badge'] = ["));
        assertThat(text).doesNotContain("\u001b", "\u202e", "\r");
        realm.delete();
    }

    @Test
    void ofAttributesThatAreVeryLongAreNoClaims() {
        var realm = ImportedRealm.with(
                keycloak,
                List.of("orders:read", "reports"),
                Map.of(
                        "rules",
                        table(
                                List.of("orders:read"),
                                name -> "user.attributes['long'][0].contains('gold')",
                                "reports",
                                "true")),
                Map.of("claims", table(List.of("https://example.com/long"), name -> "user.attributes['long'][0]")),
                Map.of("long", List.of("x".repeat(100_000))));

        var tokens = realm.loggedIn();

        assertThat(tokens.scope()).isEqualTo("openid reports");
        assertThat(tokens.claims().has("https://example.com/long")).isFalse();
        realm.delete();
    }

    /** Lets administrators see an attribute. */
    private void show(String attribute, ImportedRealm realm) {
        var profile = keycloak.admin().get("/" + realm.name() + "/users/profile");
        var permissions = Map.of("view", List.of("admin"), "edit", List.of("admin"));
        ((ArrayNode) profile.path("attributes"))
                .addPOJO(Map.of("name", attribute, "multivalued", true, "permissions", permissions));
        keycloak.admin().put("/" + realm.name() + "/users/profile", profile);
    }

    private ImportedRealm realm(List<String> names, Function<String, String> rule) {
        var all = Stream.concat(names.stream(), Stream.of("orders:read", "reports"))
                .toList();
        return ImportedRealm.with(
                keycloak,
                all,
                Map.of("rules", table(all, name -> names.contains(name) ? rule.apply(name) : "true")),
                Map.of());
    }

    /** Makes them default scopes, which come without being asked for. */
    private void unasked(ImportedRealm realm, List<String> names) {
        var client = "/" + realm.name() + "/clients/" + keycloak.admin().clientUuid(realm.name(), "cli");
        var ids = keycloak.admin()
                .get("/" + realm.name() + "/client-scopes")
                .valueStream()
                .filter(scope -> names.contains(scope.path("name").asString()))
                .map(scope -> scope.path("id").asString())
                .toList();
        assertThat(ids).hasSameSizeAs(names);
        ids.forEach(id -> keycloak.admin().delete(client + "/optional-client-scopes/" + id));
        ids.forEach(id -> keycloak.admin().put(client + "/default-client-scopes/" + id, Map.of()));
    }

    private static String table(List<String> names, Function<String, String> rule, String... more) {
        var rows = new ArrayList<>(names.stream()
                .map(name -> Map.of("key", name, "value", rule.apply(name)))
                .toList());
        for (var index = 0; index < more.length; index += 2) {
            rows.add(Map.of("key", more[index], "value", more[index + 1]));
        }
        return JSON.writeValueAsString(rows);
    }
}
