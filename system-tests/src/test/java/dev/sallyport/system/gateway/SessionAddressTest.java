package dev.sallyport.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.system.Until;
import dev.sallyport.testkit.Browser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /bff/session}. */
@GatewayTest
class SessionAddressTest {

    private static final String ADDRESS = "/bff/session";

    private final SecondGateway gateway;
    private final Browser browser;

    SessionAddressTest(SecondGateway gateway) {
        this.gateway = gateway;
        this.browser = gateway.browser();
    }

    @Test
    void tellsWhoIsLoggedInAndWhatTheyMayDo() {
        browser.logIn("carol");

        var session = browser.get(ADDRESS);

        assertThat(session)
                .hasStatus(200)
                .hasField("/username", "carol")
                .hasField("/name", "Carol Clark")
                .hasField("/private_claims/https:~1~1sallyport.dev~1claims~1tenant", "north")
                .hasField("/private_claims/https:~1~1sallyport.dev~1claims~1approval_limit", 5000);
        assertThat(session.json().path("scopes").valueStream().map(scope -> scope.asString()))
                .containsExactlyInAnyOrder("openid", "invoices:read", "invoices:approve");
        assertThat(session.json().path("seconds_left").path("idle").asInt()).isBetween(1700, 1800);
        assertThat(session.json().path("seconds_left").path("absolute").asInt()).isBetween(35_900, 36_000);
    }

    @Test
    void isNotKeptByAnyCache() {
        assertThat(browser.logIn("alice").get(ADDRESS)).hasHeaderContaining("cache-control", "no-store");
    }

    @Test
    void showsNoToken() {
        assertThat(browser.logIn("alice").get(ADDRESS)).doesNotContain("eyJ").doesNotContain("token");
    }

    @Test
    void doesNotExtendTheSession() {
        browser.logIn("alice");
        var atFirst = idle();

        Until.holds("two seconds less to go", () -> idle() <= atFirst - 2);
    }

    @Test
    void seesThatACallExtendedIt() {
        browser.logIn("alice");
        var atFirst = idle();
        Until.holds("two seconds less to go", () -> idle() <= atFirst - 2);

        browser.get("/own/used");

        assertThat(idle()).isGreaterThan(atFirst - 2);
    }

    @Test
    void saysThatNobodyIsLoggedIn() {
        assertThat(browser.get(ADDRESS))
                .isProblem(401)
                .hasHeader("www-authenticate", "Bearer")
                .hasField("/login_url", "/bff/login?return_to=%2F");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
    void isOnlyAsked(String method) {
        assertThat(RawRequest.of(method, ADDRESS).sendTo(gateway.url()))
                .isProblem(405)
                .hasHeader("allow", "GET");
    }

    @Test
    void isNotForCallersWithATokenOfTheirOwn() {
        var answer =
                RawRequest.get(ADDRESS).bearer(gateway.realm().robotToken()).sendTo(gateway.url());

        assertThat(answer).isProblem(401);
    }

    private int idle() {
        return browser.get(ADDRESS).json().path("seconds_left").path("idle").asInt();
    }
}
