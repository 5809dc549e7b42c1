package dev.sallyport.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.system.Until;
import dev.sallyport.testkit.Browser;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An access token that has expired. Keycloak rotates refresh tokens in this realm: each may be spent once. */
@GatewayTest
class RefreshTest {

    private final SecondGateway gateway;
    private final OwnRealm realm;
    private OwnRealm.Undo brief;

    RefreshTest(SecondGateway gateway) {
        this.gateway = gateway;
        this.realm = gateway.realm();
    }

    @BeforeEach
    void letAccessTokensLiveForTwoSeconds() {
        brief = realm.changeClient("gateway", "access.token.lifespan", "2");
    }

    @AfterEach
    void letThemLiveAsBefore() {
        brief.close();
    }

    @Test
    void isRefreshedOnceForFiftyRequestsAtTheSameTime() {
        var browser = expired("alice");
        realm.forgetEvents();

        var answers = AtOnce.times(50, () -> browser.get("/own/fifty"));

        assertThat(answers).allSatisfy(answer -> assertThat(answer).hasStatus(200));
        assertThat(realm.events("REFRESH_TOKEN")).isEqualTo(1);
        assertThat(realm.events("REFRESH_TOKEN_ERROR")).isZero();
    }

    @Test
    void isNotWhatFiftyRequestsAtTheSameTimeBring() {
        var browser = expired("alice");
        var now = Instant.now();

        AtOnce.times(50, () -> browser.get("/own/fifty-fresh"));

        assertThat(gateway.service().requestsTo("/own/fifty-fresh"))
                .hasSize(50)
                .allSatisfy(request -> assertThat(request.token().expiry()).isAfter(now));
    }

    @Test
    void isRefreshedAgainAndAgain() {
        var browser = expired("alice");
        AtOnce.times(10, () -> browser.get("/own/first-burst"));
        Until.past(tokenOf(browser).expiry());

        assertThat(AtOnce.times(10, () -> browser.get("/own/second-burst")))
                .allSatisfy(answer -> assertThat(answer).hasStatus(200));
    }

    @Test
    void isNeverRelayed() {
        var browser = expired("alice");
        var now = Instant.now();

        assertThat(tokenOf(browser).expiry()).isAfter(now);
    }

    @Test
    void ofOneSessionDoesNotMatterToAnother() {
        var alice = expired("alice");
        var bob = expired("bob");
        realm.forgetEvents();

        alice.get("/own/of-alice");
        bob.get("/own/of-bob");

        assertThat(realm.events("REFRESH_TOKEN")).isEqualTo(2);
    }

    @Test
    void isExchangedAnewForTheService() {
        var browser = gateway.browser().logIn("alice");
        browser.get("/orders/exchanged");
        var first = gateway.service().onlyRequestTo("/orders/exchanged").token();
        Until.past(first.expiry());

        browser.get("/orders/exchanged-again");

        var second = gateway.service().onlyRequestTo("/orders/exchanged-again").token();
        assertThat(second.claims().get("jti")).isNotEqualTo(first.claims().get("jti"));
        assertThat(second.audience()).containsExactly("orders");
    }

    @Test
    void bringsTheScopesThatThePersonHasNow() {
        var browser = gateway.browser().logIn("dave");
        assertThat(tokenOf(browser).scopes()).doesNotContain("orders:read");

        try (var _ = realm.withRole("dave", "customer")) {
            Until.holds("the new scope", () -> tokenOf(browser).scopes().contains("orders:read"));
        }
    }

    @Test
    void endsTheSessionWith401WhenKeycloakRefusesToRefreshIt() {
        var browser = expired("dave");

        try (var _ = realm.changeUser("dave", "enabled", false)) {
            assertThat(browser.get("/own/refused")).isProblem(401).hasField("/login_url", "/bff/login?return_to=%2F");
        }

        assertThat(browser.get("/bff/session")).isProblem(401);
        assertThat(gateway.service().requestsTo("/own/refused")).isEmpty();
    }

    @Test
    void endsTheSessionWith401ForAllWhoWaitWhenKeycloakRefuses() {
        var browser = expired("dave");
        realm.forgetEvents();

        try (var _ = realm.changeUser("dave", "enabled", false)) {
            assertThat(AtOnce.times(20, () -> browser.get("/own/refused-to-all")))
                    .allSatisfy(answer -> assertThat(answer).isProblem(401));
        }

        assertThat(realm.events("REFRESH_TOKEN_ERROR")).isEqualTo(1);
    }

    @Test
    void leadsANavigationToTheLoginWhenKeycloakRefuses() {
        var browser = expired("dave");

        try (var _ = realm.changeUser("dave", "enabled", false)) {
            assertThat(browser.stoppingBefore("/bff/login").follow("/own/refused-page"))
                    .hasStatus(302)
                    .hasHeader("location", "/bff/login?return_to=%2Fown%2Frefused-page");
        }
    }

    @Test
    void endsIn502WhenTheFreshTokenIsOfTheWrongType() {
        var browser = expired("dave");
        var path = "/own/" + UUID.randomUUID();

        try (var _ = realm.changeClient("gateway", "access.token.header.type.rfc9068", "false")) {
            assertThat(browser.get(path)).isProblem(502).doesNotContain("typ").doesNotContain("eyJ");
        }

        assertThat(gateway.service().requestsTo(path)).isEmpty();
        assertThat(gateway.log()).contains("The issuer's token was not accepted");
    }

    @Test
    void endsIn502WhenTheFreshTokenIsMeantForNobodyHere() {
        var browser = expired("dave");
        var path = "/own/" + UUID.randomUUID();

        try (var _ = realm.withoutAudiences()) {
            assertThat(browser.get(path)).isProblem(502);
        }

        assertThat(gateway.service().requestsTo(path)).isEmpty();
    }

    @Test
    void isNotNeededForALoginThatBringsATokenOfTheWrongType() {
        try (var _ = realm.changeClient("gateway", "access.token.header.type.rfc9068", "false")) {
            var browser = gateway.browser();

            var answer = Login.complete(browser, Login.callback(browser, "dave"));

            assertThat(answer).hasStatus(502).contains("Your sign-in could not be accepted");
            assertThat(browser.get("/bff/session")).isProblem(401);
        }
    }

    /** A browser whose session's access token has expired. */
    private Browser expired(String username) {
        var browser = gateway.browser().logIn(username);
        Until.past(tokenOf(browser).expiry());
        return browser;
    }

    private Jwt tokenOf(Browser browser) {
        var path = "/own/" + UUID.randomUUID();
        assertThat(browser.send("GET", path, Map.of(), null)).hasStatus(200);
        return gateway.service().onlyRequestTo(path).token();
    }
}
