package dev.sallyport.system.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sallyport.testkit.Realm;
import dev.sallyport.testkit.SallyportTest;
import dev.sallyport.testkit.Stack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the people of the demo realm, its robot, and its gateway get. */
@SallyportTest
class DemoRealmTest {

    private static final String TENANT = "https://sallyport.dev/claims/tenant";
    private static final String APPROVAL_LIMIT = "https://sallyport.dev/claims/approval_limit";
    private static final String EVERY_SCOPE =
            "openid orders:read orders:write orders:refund invoices:read invoices:approve";

    private final Realm realm;
    private final OneTruth truth;
    private final Gateway gateway;

    DemoRealmTest(Stack stack) {
        realm = stack.realm();
        truth = new OneTruth(realm);
        gateway = new Gateway(realm, stack.gateway().url());
    }

    @ParameterizedTest
    @CsvSource({
        "alice, openid orders:read orders:write",
        "bob, openid orders:read orders:refund",
        "carol, openid invoices:approve invoices:read",
        "dave, openid",
    })
    void givesEachPersonTheScopesThatTheirRulesGrant(String person, String scope) {
        try (var cli = CommandLine.of(realm, "cli")) {
            var byName = truth.is(scope, cli.logIn(person, EVERY_SCOPE));
            truth.is(scope, cli.refresh(byName));
            var byMarker = truth.is(scope, cli.askAgain("openid orders invoices"));
            truth.is(scope, cli.refresh(byMarker));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "alice, orders, openid orders:read orders:write",
        "alice, orders:read, openid orders:read",
        "alice, orders:refund, openid",
        "alice, invoices, openid",
        "bob, orders:refund, openid orders:refund",
        "bob, orders:write invoices:read, openid",
        "carol, invoices:approve, openid invoices:approve",
        "carol, orders, openid",
        "dave, orders:read, openid",
    })
    void givesNothingThatWasNotAskedFor(String person, String asked, String scope) {
        try (var cli = CommandLine.of(realm, "cli")) {
            truth.is(scope, cli.logIn(person, "openid " + asked));
        }
    }

    @Test
    void keepsTheAccountantsScopesAfterAPasswordASecondLoginAndARefresh() {
        try (var cli = CommandLine.of(realm, "cli")) {
            var withPassword = cli.logIn("carol", "openid invoices");
            var withSession = cli.askAgain("openid invoices");
            var refreshed = cli.refresh(withSession);

            for (var tokens : List.of(withPassword, withSession, refreshed)) {
                truth.is("openid invoices:approve invoices:read", tokens);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "orders:read, orders:read",
        "orders, orders:read",
    })
    void givesTheRobotWhatItsRoleGrants(String asked, String scope) {
        var tokens = truth.is(scope, Tokens.of(realm.clientCredentials("robot", "robot-secret", asked)));

        assertThat(tokens.claims().path(TENANT).asString()).isEqualTo("north");
        assertThat(tokens.audience()).containsExactly("orders");
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders:write", "invoices", "orders:reed", "profile"})
    void refusesTheRobotWhatItIsNotAssigned(String asked) {
        var answer = realm.clientCredentials("robot", "robot-secret", asked);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("error").asString()).isEqualTo("invalid_scope");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "alice, north, -",
                "bob, north, -",
                "carol, north, 5000",
                "dave, -, -",
            })
    void tellsTheServicesTenantAndLimit(String person, String tenant, Integer limit) {
        try (var cli = CommandLine.of(realm, "cli")) {
            var claims = cli.logIn(person, "openid orders invoices").claims();

            assertThat(claims.path(TENANT).asString(null)).isEqualTo(tenant);
            assertThat(claims.has(APPROVAL_LIMIT)).isEqualTo(limit != null);
            if (limit != null) {
                assertThat(claims.path(APPROVAL_LIMIT).isIntegralNumber()).isTrue();
                assertThat(claims.path(APPROVAL_LIMIT).asInt()).isEqualTo(limit);
            }
        }
    }

    @Test
    void givesTokensAsDownstreamServicesExpectThem() {
        try (var cli = CommandLine.of(realm, "cli")) {
            var tokens = cli.logIn("alice", "openid orders invoices");
            var claims = tokens.claims();

            assertThat(tokens.header().path("typ").asString()).isEqualTo("at+jwt");
            assertThat(tokens.header().path("alg").asString()).isEqualTo("RS256");
            assertThat(claims.path("iss").asString()).isEqualTo(realm.issuer());
            assertThat(claims.path("azp").asString()).isEqualTo("cli");
            assertThat(claims.path("sub").asString()).isNotEmpty();
            assertThat(claims.path("jti").asString()).isNotEmpty();
            assertThat(claims.path("sid").asString()).isNotEmpty();
            assertThat(claims.path("exp").asLong() - claims.path("iat").asLong())
                    .isCloseTo(300, within(1L));
            assertThat(tokens.audience()).containsExactly("invoices", "orders");
        }
    }

    /** Names, roles and addresses are none of a service's business. */
    @Test
    void tellsTheServicesNoMoreThanTheyNeed() {
        try (var cli = CommandLine.of(realm, "cli")) {
            var claims = cli.logIn("carol", "openid orders invoices").claims();

            assertThat(claims.propertyNames())
                    .containsExactlyInAnyOrder(
                            "exp",
                            "iat",
                            "auth_time",
                            "jti",
                            "iss",
                            "aud",
                            "sub",
                            "typ",
                            "azp",
                            "sid",
                            "acr",
                            "scope",
                            TENANT,
                            APPROVAL_LIMIT);
        }
    }

    @Test
    void tellsTheClientWhoSignedIn() {
        try (var cli = CommandLine.of(realm, "cli")) {
            var claims = cli.logIn("alice", "openid").idClaims();

            assertThat(claims.path("preferred_username").asString()).isEqualTo("alice");
            assertThat(claims.path("name").asString()).isEqualTo("Alice Adams");
            assertThat(claims.path(TENANT).asString()).isEqualTo("north");
        }
    }

    @Test
    void exchangesTheSessionsTokenForOneOfASingleService() {
        try (var cli = CommandLine.of(realm, "cli")) {
            cli.logIn("carol", "openid");
            var session = truth.is(
                    "openid invoices:approve invoices:read", gateway.tokensOf(cli.browser(), "openid orders invoices"));

            var forOrders = truth.is("openid", exchanged(session, "orders", "openid orders"));
            var forInvoices = truth.is(
                    "openid invoices:approve invoices:read", exchanged(session, "invoices", "openid invoices"));

            assertThat(session.audience()).containsExactly("invoices", "orders");
            assertThat(forOrders.audience()).containsExactly("orders");
            assertThat(forInvoices.audience()).containsExactly("invoices");
            assertThat(forInvoices.header().path("typ").asString()).isEqualTo("at+jwt");
            assertThat(forInvoices.claims().path("sid"))
                    .isEqualTo(session.claims().path("sid"));
            assertThat(forInvoices.claims().path(APPROVAL_LIMIT).asInt()).isEqualTo(5000);
        }
    }

    @Test
    void exchangesNoTokenForAWiderOne() {
        try (var cli = CommandLine.of(realm, "cli")) {
            cli.logIn("alice", "openid");
            var session = gateway.tokensOf(cli.browser(), "openid orders:read");

            var exchanged = exchanged(session, "orders", "openid orders orders:write orders:read");

            truth.is("openid orders:read", exchanged);
        }
    }

    private Tokens exchanged(Tokens session, String audience, String scope) {
        return Tokens.of(realm.token(Map.of(
                "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange",
                "client_id", "gateway",
                "client_secret", "gateway-secret",
                "subject_token", session.accessToken(),
                "subject_token_type", "urn:ietf:params:oauth:token-type:access_token",
                "audience", audience,
                "scope", scope)));
    }
}
