package dev.sallyport.system.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.SallyportTest;
import dev.sallyport.testkit.Stack;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the demo realm is like, as Keycloak took it. */
@SallyportTest
class RealmLintTest {

    private static final Set<String> KEYCLOAKS_OWN =
            Set.of("account", "account-console", "admin-cli", "broker", "realm-management", "security-admin-console");

    private final JsonNode realm;
    private final List<JsonNode> clients;
    private final List<JsonNode> clientScopes;
    private final String gatewayUrl;

    RealmLintTest(Stack stack) {
        var admin = stack.keycloak().admin();
        realm = admin.get("/sallyport");
        clients = admin.get("/sallyport/clients")
                .valueStream()
                .filter(client -> !KEYCLOAKS_OWN.contains(name(client)))
                .toList();
        clientScopes = admin.get("/sallyport/client-scopes").valueStream().toList();
        gatewayUrl = stack.gateway().url();
    }

    @Test
    void everyClientProvesItsCode() {
        assertThat(clients.stream().filter(client -> flag(client, "standardFlowEnabled")))
                .hasSize(2)
                .allMatch(client ->
                        attribute(client, "pkce.code.challenge.method").equals("S256"));
    }

    @Test
    void noClientMayUseThePasswordGrant() {
        assertThat(clients).noneMatch(client -> flag(client, "directAccessGrantsEnabled"));
    }

    @Test
    void noClientMayUseTheImplicitFlow() {
        assertThat(clients).noneMatch(client -> flag(client, "implicitFlowEnabled"));
    }

    @Test
    void accessTokensLiveFiveMinutesAtMost() {
        assertThat(realm.path("accessTokenLifespan").asInt()).isBetween(1, 300);
        assertThat(clients)
                .allMatch(client -> attribute(client, "access.token.lifespan").isEmpty());
    }

    @Test
    void theGatewayHearsOfEveryLogout() {
        assertThat(attribute(client("gateway"), "backchannel.logout.url")).endsWith("/bff/backchannel-logout");
        assertThat(attribute(client("gateway"), "backchannel.logout.session.required"))
                .isEqualTo("true");
    }

    @Test
    void theGatewayIsSentCodesAtOneAddressOnly() {
        assertThat(client("gateway").path("redirectUris").valueStream().map(JsonNode::asString))
                .containsExactly(gatewayUrl + "/login/oauth2/code/keycloak");
    }

    @Test
    void refreshTokensAreGoodForOneUse() {
        assertThat(flag(realm, "revokeRefreshToken")).isTrue();
        assertThat(realm.path("refreshTokenMaxReuse").asInt()).isZero();
    }

    @Test
    void guessingPasswordsIsSlow() {
        assertThat(flag(realm, "bruteForceProtected")).isTrue();
    }

    @Test
    void noClientActsWithAllOfItsUsersRoles() {
        assertThat(clients).noneMatch(client -> flag(client, "fullScopeAllowed"));
    }

    @Test
    void everyClientRunsTheRules() {
        assertThat(clients).allMatch(client -> has(client, "defaultClientScopes", "domain"));
        assertThat(Stream.of(client("gateway"), client("cli"), client("robot")))
                .allMatch(client ->
                        attribute(client, "access.token.header.type.rfc9068").equals("true"));
    }

    @Test
    void noDomainScopeComesUnasked() {
        assertThat(clientScopes.stream().map(RealmLintTest::name).filter(name -> name.contains(":")))
                .hasSize(5)
                .allMatch(scope -> clients.stream().noneMatch(client -> has(client, "defaultClientScopes", scope)));
    }

    @Test
    void audiencesSignNobodyInAndGetNoTokens() {
        assertThat(Stream.of(client("orders"), client("invoices")))
                .noneMatch(client -> flag(client, "standardFlowEnabled"))
                .noneMatch(client -> flag(client, "serviceAccountsEnabled"))
                .noneMatch(client -> flag(client, "publicClient"));
    }

    private JsonNode client(String clientId) {
        return clients.stream()
                .filter(client -> name(client).equals(clientId))
                .findFirst()
                .orElseThrow();
    }

    private static String name(JsonNode clientOrScope) {
        return clientOrScope
                .path(clientOrScope.has("clientId") ? "clientId" : "name")
                .asString();
    }

    private static boolean flag(JsonNode node, String name) {
        return node.path(name).asBoolean(false);
    }

    private static String attribute(JsonNode client, String name) {
        return client.path("attributes").path(name).asString("");
    }

    private static boolean has(JsonNode client, String list, String name) {
        return client.path(list)
                .valueStream()
                .anyMatch(value -> value.asString().equals(name));
    }
}
