package dev.sallyport.system.extension;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.testkit.Keycloak;
import dev.sallyport.testkit.KeycloakAdmin;
import dev.sallyport.testkit.SallyportTest;
import dev.sallyport.testkit.Stack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** What administrators are told of why someone has a scope, or has not. */
@SallyportTest
class ExplainTest {

    private static final String EXPLAIN = "/sallyport/sallyport/explain";

    private final Keycloak keycloak;
    private final Stack stack;

    ExplainTest(Stack stack) {
        this.stack = stack;
        this.keycloak = stack.keycloak();
    }

    @Test
    void saysWhatARuleReadsAndComesTo() {
        var answer = explain("?user=bob&client=cli&scope=openid%20orders");

        var refund = scope(answer, "orders:refund");
        assertThat(refund.path("granted").asBoolean()).isTrue();
        assertThat(refund.path("rules").path(0).path("rule").asString()).isEqualTo("'/staff/support' in user.groups");
        assertThat(refund.path("rules").path(0).path("reads").toString())
                .isEqualTo("[{\"name\":\"user.groups\",\"value\":[\"/staff/support\"],\"hidden\":false}]");
        assertThat(scope(answer, "orders:write").path("verdict").asString()).isEqualTo("refused");
        assertThat(scope(answer, "invoices:read").path("verdict").asString()).isEqualTo("not_asked");
    }

    @ParameterizedTest
    @CsvSource({
        "alice, openid orders invoices",
        "bob, openid orders:read orders:write invoices:read",
        "carol, openid invoices",
        "dave, openid orders",
        "alice, openid"
    })
    void saysWhatTheTokenSays(String user, String scope) {
        var answer = explain("?user=" + user + "&client=cli&scope=" + scope.replace(" ", "%20"));

        try (var cli = CommandLine.of(stack.realm(), "cli")) {
            var domainScopes = cli.logIn(user, scope).scope().replaceAll(" ?openid", "");
            assertThat(granted(answer)).isEqualTo(domainScopes.strip());
        }
    }

    @Test
    void coversAllThatTheClientMayAskForUnlessToldOtherwise() {
        var answer = explain("?user=carol&client=cli");

        assertThat(granted(answer)).isEqualTo("invoices:approve invoices:read");
        assertThat(explain("?user=carol&client=robot").path("scopes").valueStream())
                .filteredOn(scope -> scope.path("assigned").asBoolean())
                .extracting(scope -> scope.path("scope").asString())
                .containsExactly("orders:read");
    }

    @Test
    void tellsOfConsentThatIsMissingAndOfAClientThatLacksTheMapper() {
        var properties = Map.<String, Object>of("consentRequired", true);
        var withoutMapper = Map.<String, Object>of("defaultClientScopes", List.of("basic", "acr"));
        try (var asking = TestClient.with(keycloak, properties);
                var lacking = TestClient.with(keycloak, withoutMapper)) {
            assertThat(verdict("alice", asking.clientId, "orders:read")).isEqualTo("not_consented");
            assertThat(verdict("alice", lacking.clientId, "orders:read")).isEqualTo("not_decided");
        }
    }

    @Test
    void leavesNoSession() {
        try (var client = TestClient.usual(keycloak)) {
            assertThat(verdict("bob", client.clientId, "orders:refund")).isEqualTo("granted");

            var sessions = "/sallyport/clients/" + keycloak.admin().clientUuid("sallyport", client.clientId);
            assertThat(keycloak.admin()
                            .get(sessions + "/session-count")
                            .path("count")
                            .asInt())
                    .isZero();
        }
    }

    @Test
    void isShortAsText() {
        var text = keycloak.admin().text(EXPLAIN + "?user=dave&client=cli&scope=openid%20orders:refund");

        assertThat(text)
                .startsWith("dave at cli, who asks for openid orders:refund\n")
                .contains(
                        "orders:refund           refused\n    '/staff/support' in user.groups  →  false\n        user.groups = []\n");
    }

    @Test
    void showsARuleThatIsWrongInOneLine() {
        var rules = "[{\"key\":\"orders:read\",\"value\":\"user.rols == []\"}]";
        var realm = ImportedRealm.with(keycloak, Map.of("rules", rules), Map.of());

        var text = keycloak.admin().text("/" + realm.name() + "/sallyport/explain?user=ada&client=cli");

        assertThat(text.lines())
                .anyMatch(line ->
                        line.startsWith("    user.rols == []  →  rule invalid: ERROR: orders:read:1:5: undefined"));
        realm.delete();
    }

    @Test
    void hidesAnAttributeThatAdministratorsMayNotSee() {
        var rules = "[{\"key\":\"orders:read\",\"value\":\"user.attributes['badge'][0] == 'gold'\"},"
                + "{\"key\":\"reports\",\"value\":\"user.attributes.size() > 0\"}]";
        var realm = ImportedRealm.with(keycloak, Map.of("rules", rules, "editable.attributes", "*"), Map.of());
        var profile = keycloak.admin().get("/" + realm.name() + "/users/profile");
        var badge = Map.of("name", "badge", "permissions", Map.of("view", List.of("user"), "edit", List.of()));
        ((ArrayNode) profile.path("attributes")).addPOJO(badge);
        keycloak.admin().put("/" + realm.name() + "/users/profile", profile);

        var answer = keycloak.admin().get("/" + realm.name() + "/sallyport/explain?user=ada&client=cli");

        assertThat(granted(answer)).isEqualTo("orders:read reports");
        assertThat(answer.toString()).contains("user.attributes['badge']").doesNotContain("\"gold\"");
        realm.delete();
    }

    @Test
    void hidesAnOrganizationFromThoseWhoMayNotSeeIt() {
        var rule = "user.organizations[?'acme'].optMap(acme, acme.attributes['plan'].size() == 1).orValue(false)";
        var rules = "[{\"key\":\"orders:read\",\"value\":\"" + rule + "\"}]";
        var realm = ImportedRealm.with(keycloak, Map.of("rules", rules), Map.of());
        realm.hasAsMember("ada", "Acme Limited", "acme", Map.of("plan", List.of("gold")));
        realm.administrates("ada", "view-users", "view-clients");
        var question = "/" + realm.name() + "/sallyport/explain?user=ada&client=cli&scope=orders:read";

        var shown = keycloak.admin().get(question);
        var hidden = keycloak.admin().as(realm.name(), "ada", "ada").get(question);

        assertThat(granted(shown)).isEqualTo("orders:read").isEqualTo(granted(hidden));
        assertThat(shown.toString()).contains("Acme Limited");
        assertThat(hidden.toString()).contains(rule, "\"hidden\":true").doesNotContain("Acme Limited", "gold");
        realm.delete();
    }

    @Test
    void showsRulesOnlyToThoseWhoMaySeeClientScopes() {
        try (var viewer = administrator("view-users")) {
            var answer = as(viewer).get(EXPLAIN + "?user=bob&client=cli&scope=orders");

            assertThat(scope(answer, "orders:refund").path("granted").asBoolean())
                    .isTrue();
            assertThat(answer.toString()).doesNotContain("staff");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"?user=bob&client=cli", "?user=nobody&client=cli"})
    void isForThoseWhoMayViewUsers(String query) {
        try (var other = administrator("view-clients")) {
            assertThatThrownBy(() -> as(other).get(EXPLAIN + query)).hasMessageContaining("403");
            assertThatThrownBy(() -> as(other).get("/sallyport/sallyport/holders?client=cli&scope=orders:read"))
                    .hasMessageContaining("403");
        }
    }

    @ParameterizedTest
    @CsvSource({"?client=cli, 400", "?user=bob, 400", "?user=nobody&client=cli, 404", "?user=bob&client=none, 404"})
    void saysWhatIsWrongWithAQuestion(String query, String status) {
        assertThatThrownBy(() -> explain(query)).hasMessageContaining(status);
    }

    @ParameterizedTest
    @CsvSource({
        "'explain?user=bob&client=cli&scope=openid%20orders:raed', 'no client scope orders:raed. Did you mean orders:read?'",
        "'holders?client=cli&scope=orders:raed', 'No rule names the scope orders:raed. Did you mean orders:read?'",
        "'holders?client=cli&scope=offline_access', No rule names the scope offline_access"
    })
    void saysWhichScopeThereIsNot(String question, String said) {
        assertThatThrownBy(() -> keycloak.admin().get("/sallyport/sallyport/" + question))
                .hasMessageContaining("404")
                .hasMessageContaining(said);
    }

    @Test
    void findsThoseWhoHoldAScope() {
        var answer = keycloak.admin().get("/sallyport/sallyport/holders?client=cli&scope=orders:refund&max=1000");

        assertThat(usernames(answer)).contains("bob").doesNotContain("alice", "carol", "dave");
        assertThat(answer.has("next")).isFalse();
    }

    @Test
    void findsThemPageByPage() {
        var first = keycloak.admin().get("/sallyport/sallyport/holders?client=cli&scope=orders:read&max=1");
        var rest = keycloak.admin()
                .get("/sallyport/sallyport/holders?client=cli&scope=orders:read&first="
                        + first.path("next").asInt());

        assertThat(first.path("lookedThrough").asInt()).isEqualTo(1);
        assertThat(first.path("next").asInt()).isEqualTo(1);
        assertThat(usernames(first).split(" ")).hasSizeLessThanOrEqualTo(1);
        assertThat(rest.has("next")).isFalse();
        assertThat(usernames(rest).split(" ")).doesNotContain(usernames(first));
        assertThat(usernames(first) + usernames(rest)).contains("alice", "bob").doesNotContain("dave");
    }

    @Test
    void countsWhomAnotherRuleWouldConcern() {
        var proposal = Map.of("client", "cli", "scope", "orders:refund", "rule", "'customer' in user.roles");

        var answer = keycloak.admin().post("/sallyport/sallyport/compare?max=1000", proposal);

        assertThat(answer.path("gain").asInt()).isPositive();
        assertThat(answer.path("lose").asInt()).isPositive();
        assertThat(answer.path("inDomain").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(answer.toString()).doesNotContain("alice", "bob");
    }

    @Test
    void triesRulesOnlyForThoseWhoCouldSaveThem() {
        var proposal = Map.of("client", "cli", "scope", "orders:refund", "rule", "true");
        for (var role : List.of("view-users", "manage-clients")) {
            try (var other = administrator(role)) {
                assertThatThrownBy(() -> as(other).post("/sallyport/sallyport/compare", proposal))
                        .hasMessageContaining("403");
            }
        }
    }

    @Test
    void refusesToTryWhatIsNoRule() {
        var proposal = Map.of("client", "cli", "scope", "orders:refund", "rule", "user.rols == []");

        assertThatThrownBy(() -> keycloak.admin().post("/sallyport/sallyport/compare", proposal))
                .hasMessageContaining("400");
    }

    private JsonNode explain(String query) {
        return keycloak.admin().get(EXPLAIN + query);
    }

    private String verdict(String user, String client, String scope) {
        return scope(explain("?user=" + user + "&client=" + client), scope)
                .path("verdict")
                .asString();
    }

    private static JsonNode scope(JsonNode answer, String name) {
        return answer.path("scopes")
                .valueStream()
                .filter(scope -> scope.path("scope").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String granted(JsonNode answer) {
        return answer.path("scopes")
                .valueStream()
                .filter(scope -> scope.path("granted").asBoolean())
                .map(scope -> scope.path("scope").asString())
                .collect(joining(" "));
    }

    private static String usernames(JsonNode answer) {
        return answer.path("holders")
                .valueStream()
                .map(holder -> holder.path("username").asString())
                .collect(joining(" "));
    }

    /** Someone of the demo realm with this role of Keycloak's client for administration. */
    private TestUser administrator(String role) {
        var user = TestUser.of(keycloak, Map.of());
        user.receives("realm-management", role);
        return user;
    }

    private KeycloakAdmin as(TestUser user) {
        return keycloak.admin().as("sallyport", user.name, user.name);
    }
}
