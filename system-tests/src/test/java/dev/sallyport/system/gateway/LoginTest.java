package dev.sallyport.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.system.Until;
import dev.sallyport.testkit.Answer;
import dev.sallyport.testkit.Browser;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@GatewayTest
class LoginTest {

    private final SecondGateway gateway;
    private final Browser browser;

    LoginTest(SecondGateway gateway) {
        this.gateway = gateway;
        this.browser = gateway.browser();
    }

    @Test
    void leavesAShortLivedCookieThatKeycloakCanLeadBackTo() {
        var lines = browser.stoppingBefore("/realms/").follow("/bff/login").allOf("set-cookie");

        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst())
                .matches("__Host-login-[A-Za-z0-9_-]{12}=[^;]+;.*")
                .containsIgnoringCase("; Max-Age=900;")
                .containsIgnoringCase("; Secure")
                .containsIgnoringCase("; HttpOnly")
                .containsIgnoringCase("; SameSite=Lax")
                .containsIgnoringCase("; Path=/;");
    }

    @Test
    void isNotKept() {
        assertThat(browser.stoppingBefore("/realms/").follow("/bff/login"))
                .hasStatus(302)
                .hasHeaderContaining("cache-control", "no-store")
                .hasHeader("referrer-policy", "no-referrer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE"})
    void beginsByAGetAlone(String method) {
        assertThat(RawRequest.of(method, "/bff/login").sendTo(gateway.url()))
                .isProblem(405)
                .hasHeader("allow", "GET");
    }

    @Test
    void worksInFiveTabsAtOnce() {
        var begun = IntStream.range(0, 5)
                .mapToObj(tab -> Login.begin(browser, "/own/tab-" + tab))
                .toList();

        var last = begun.stream().map(this::completed).toList();

        assertThat(last)
                .extracting(answer -> answer.url().getPath())
                .containsExactly("/own/tab-0", "/own/tab-1", "/own/tab-2", "/own/tab-3", "/own/tab-4");
        assertThat(last).allSatisfy(answer -> assertThat(answer).hasStatus(200));
    }

    @Test
    void dropsTheOldestOfSixTabs() {
        var oldest = Login.begin(browser, "/own/of-six");
        Until.past(Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1));
        var others = IntStream.range(0, 5)
                .mapToObj(tab -> Login.begin(browser, "/own/of-six"))
                .toList();

        assertThat(completed(oldest)).hasStatus(400).contains("This sign-in is no longer open");
        assertThat(completed(others.getFirst())).hasStatus(200).isAt("/own/of-six");
        assertThat(completed(others.getLast())).hasStatus(200).isAt("/own/of-six");
    }

    @Test
    void thatGoesRoundEndsInAPageThatSaysWhy() {
        assertThat(fifthWithinSeconds())
                .hasStatus(508)
                .hasHeaderContaining("content-type", "text/html")
                .contains("Signing in works, but the session does not stay");
    }

    @Test
    void thatWentRoundMayBeTriedAgain() {
        fifthWithinSeconds();

        assertThat(browser.follow("/bff/login")).hasStatus(200);
    }

    private Answer fifthWithinSeconds() {
        browser.logIn("alice");
        IntStream.range(0, 3).forEach(again -> browser.follow("/bff/login"));
        return browser.follow("/bff/login");
    }

    private Answer completed(URI atKeycloak) {
        return browser.open(Login.callback(browser, atKeycloak, "alice").toString());
    }
}
