package dev.sallyport.system.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.Keycloak;
import dev.sallyport.testkit.Realm;
import dev.sallyport.testkit.SallyportTest;
import dev.sallyport.testkit.Stack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What happens to tokens and sessions when what a rule reads changes, and when a client asks for less. */
@SallyportTest
class LiveDecisionsTest {

    private static final Map<String, List<String>> SMALL_LIMIT =
            Map.of("tenant", List.of("north"), "approval_limit", List.of("5000"));
    private static final Map<String, List<String>> LARGE_LIMIT =
            Map.of("tenant", List.of("north"), "approval_limit", List.of("20000"));

    private final Keycloak keycloak;
    private final Realm realm;
    private final OneTruth truth;

    LiveDecisionsTest(Stack stack) {
        keycloak = stack.keycloak();
        realm = stack.realm();
        truth = new OneTruth(realm);
    }

    @Test
    void narrowARefreshToWhatItAsksForAndWidenTheNextOneAgain() {
        try (var cli = CommandLine.of(realm, "cli")) {
            var tokens = cli.logIn("alice", "openid orders:read orders:write");
            var narrower = truth.is("openid orders:read", cli.refresh(tokens, "openid orders:read"));
            truth.is("openid orders:read orders:write", cli.refresh(narrower));
        }
    }

    @Test
    void narrowARefreshWithinADomainThatAMarkerAskedFor() {
        try (var cli = CommandLine.of(realm, "cli")) {
            var tokens = cli.logIn("alice", "openid orders invoices");
            var narrower = truth.is("openid orders:write", cli.refresh(tokens, "openid orders:write"));
            assertThat(narrower.audience()).containsExactly("orders");
            truth.is("openid orders:read orders:write", cli.refresh(narrower, "openid orders"));
        }
    }

    @Test
    void giveNoRefreshMoreThanWasAskedForAtFirst() {
        try (var cli = CommandLine.of(realm, "cli")) {
            var tokens = cli.logIn("alice", "openid orders:read");
            truth.is("openid orders:read", cli.refresh(tokens, "openid orders:read orders:write orders"));
        }
    }

    @Test
    void takeAScopeAwayAtIntrospectionAndRefreshAsSoonAsItsRuleIsFalse() {
        try (var accountant = TestUser.of(keycloak, SMALL_LIMIT, "accountant");
                var cli = CommandLine.of(realm, "cli")) {
            var tokens =
                    truth.is("openid invoices:approve invoices:read", cli.logIn(accountant.name, "openid invoices"));

            accountant.set(LARGE_LIMIT);

            var introspection = realm.introspect("invoices", "invoices-secret", tokens.accessToken())
                    .body();
            assertThat(introspection.path("scope").asString()).isEqualTo("openid invoices:read");
            assertThat(introspection
                            .path("https://sallyport.dev/claims/approval_limit")
                            .asInt())
                    .isEqualTo(20000);
            truth.is("openid invoices:read", cli.refresh(tokens));
        }
    }

    /** Where a resource server takes the answer as a JWT. */
    @Test
    void takeAScopeAwayInTheSignedAnswerOfIntrospectionToo() {
        var takesJwt = Map.<String, Object>of(
                "publicClient",
                false,
                "secret",
                "service-secret",
                "attributes",
                Map.of(
                        "client.introspection.response.allow.jwt.claim.enabled", "true",
                        "allow.token.introspection.without.audience.check", "true"));
        try (var accountant = TestUser.of(keycloak, SMALL_LIMIT, "accountant");
                var service = TestClient.with(keycloak, takesJwt);
                var cli = CommandLine.of(realm, "cli")) {
            var tokens = cli.logIn(accountant.name, "openid invoices");
            accountant.set(LARGE_LIMIT);

            var answer = realm.introspectAsJwt(service.clientId, "service-secret", tokens.accessToken())
                    .orThrow();

            var signed = Tokens.claimsOf(answer.path("jwt").asString());
            assertThat(signed.path("scope").asString())
                    .isEqualTo(answer.path("scope").asString())
                    .isEqualTo("openid invoices:read");
            assertThat(signed.path("https://sallyport.dev/claims/approval_limit")
                            .asInt())
                    .isEqualTo(20000);
        }
    }

    @Test
    void giveAScopeAtRefreshWhoseRuleHasBecomeTrueButNeverAtIntrospection() {
        try (var accountant = TestUser.of(keycloak, LARGE_LIMIT, "accountant");
                var cli = CommandLine.of(realm, "cli")) {
            var tokens = truth.is("openid invoices:read", cli.logIn(accountant.name, "openid invoices"));

            accountant.set(SMALL_LIMIT);

            truth.is("openid invoices:read", tokens);
            truth.is("openid invoices:approve invoices:read", cli.refresh(tokens));
        }
    }

    @Test
    void holdForLightweightTokens() {
        var lightweight =
                Map.<String, Object>of("attributes", Map.of("client.use.lightweight.access.token.enabled", "true"));
        try (var client = TestClient.with(keycloak, lightweight);
                var cli = client.commandLine()) {
            var tokens = truth.is("openid orders:read orders:refund", cli.logIn("bob", "openid orders"));

            assertThat(tokens.claims().has("https://sallyport.dev/claims/tenant"))
                    .isFalse();
        }
    }

    @Test
    void grantThroughAMarkerOnlyWhatTheUserHasConsentedTo() {
        try (var client = TestClient.with(keycloak, Map.of("consentRequired", true));
                var cli = client.commandLine()) {
            var consented = cli.logInAndConsent("alice", "openid orders:read");
            truth.is("openid orders:read", consented);

            var byMarker = cli.askAgain("openid orders");

            truth.is("openid orders:read", byMarker);
            truth.is("openid orders:read", cli.refresh(byMarker));
        }
    }

    @Test
    void grantThroughAMarkerOnlyWhatTheClientIsAssigned() {
        var fewer = Map.<String, Object>of("optionalClientScopes", List.of("orders", "orders:read"));
        try (var client = TestClient.with(keycloak, fewer);
                var cli = client.commandLine()) {
            truth.is("openid orders:read", cli.logIn("alice", "openid orders"));
        }
    }

    @Test
    void showTheClaimsAtUserinfo() {
        try (var cli = CommandLine.of(realm, "cli")) {
            var tokens = cli.logIn("carol", "openid invoices");

            var userinfo = realm.userinfo(tokens.accessToken()).orThrow();

            assertThat(userinfo.path("https://sallyport.dev/claims/tenant").asString())
                    .isEqualTo("north");
            assertThat(userinfo.path("https://sallyport.dev/claims/approval_limit")
                            .asInt())
                    .isEqualTo(5000);
        }
    }
}
