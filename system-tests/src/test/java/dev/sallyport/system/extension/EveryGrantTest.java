package dev.sallyport.system.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.Keycloak;
import dev.sallyport.testkit.Realm;
import dev.sallyport.testkit.SallyportTest;
import dev.sallyport.testkit.Stack;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Grants that the demo realm does not use; the others are in {@link DemoRealmTest}. */
@SallyportTest
class EveryGrantTest {

    private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String DEVICE = "urn:ietf:params:oauth:grant-type:device_code";

    private final Keycloak keycloak;
    private final Realm realm;
    private final OneTruth truth;

    EveryGrantTest(Stack stack) {
        keycloak = stack.keycloak();
        realm = stack.realm();
        truth = new OneTruth(realm);
    }

    @Test
    void followsTheRulesWithAPassword() {
        try (var client = TestClient.with(keycloak, Map.of("directAccessGrantsEnabled", true))) {
            var tokens = Tokens.of(realm.token(Map.of(
                    "grant_type", "password",
                    "client_id", client.clientId,
                    "username", "bob",
                    "password", "bob",
                    "scope", "openid orders")));

            truth.is("openid orders:read orders:refund", tokens);
        }
    }

    @Test
    void followsTheRulesOnADevice() throws Exception {
        var device = Map.<String, Object>of("attributes", Map.of("oauth2.device.authorization.grant.enabled", "true"));
        try (var client = TestClient.with(keycloak, device);
                var phone = client.commandLine()) {
            var shown = new Device(realm).asksFor(client.clientId, "openid orders");

            phone.letIn("bob", shown.path("verification_uri_complete").asString());

            truth.is(
                    "openid orders:read orders:refund",
                    Tokens.of(realm.token(Map.of(
                            "grant_type",
                            DEVICE,
                            "client_id",
                            client.clientId,
                            "device_code",
                            shown.path("device_code").asString()))));
        }
    }

    @Test
    void followsTheRulesWithOfflineTokensAndTheirNarrowerRefreshes() {
        try (var client = TestClient.with(keycloak, Map.of("fullScopeAllowed", true));
                var cli = client.commandLine()) {
            var tokens = truth.is(
                    "openid offline_access orders:read orders:write",
                    cli.logIn("alice", "openid offline_access orders"));
            var narrower = truth.is("openid orders:read", cli.refresh(tokens, "openid orders:read"));
            truth.is("openid offline_access orders:read orders:write", cli.refresh(narrower));
        }
    }

    @Test
    void keepsARefreshTokenFromAnExchangeWithinTheTokenThatWasExchanged() {
        var exchanger = Map.<String, Object>of(
                "publicClient",
                false,
                "secret",
                "test-secret",
                "directAccessGrantsEnabled",
                true,
                "attributes",
                Map.of(
                        "standard.token.exchange.enabled", "true",
                        "standard.token.exchange.enableRefreshRequestedTokenType", "SAME_SESSION"));
        try (var client = TestClient.with(keycloak, exchanger)) {
            var narrow = Tokens.of(realm.token(Map.of(
                    "grant_type", "password",
                    "client_id", client.clientId,
                    "client_secret", "test-secret",
                    "username", "alice",
                    "password", "alice",
                    "scope", "openid orders:read")));

            var exchanged = truth.is(
                    "openid orders:read",
                    Tokens.of(realm.token(Map.of(
                            "grant_type", EXCHANGE,
                            "client_id", client.clientId,
                            "client_secret", "test-secret",
                            "subject_token", narrow.accessToken(),
                            "subject_token_type", "urn:ietf:params:oauth:token-type:access_token",
                            "requested_token_type", "urn:ietf:params:oauth:token-type:refresh_token",
                            "scope", "openid orders"))));
            var refreshed =
                    Tokens.of(realm.refresh(client.clientId, "test-secret", exchanged.refreshToken(), Map.of()));

            truth.is("openid orders:read", refreshed);
        }
    }

    @Test
    void givesARobotNoRefreshToken() {
        var tokens = Tokens.of(realm.clientCredentials("robot", "robot-secret", "orders"));

        assertThat(tokens.response().has("refresh_token")).isFalse();
    }
}
