package dev.sallyport.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.Browser;
import java.net.URI;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The answer that Keycloak sends the browser back with, and what others may make of it: the end of a login. */
@GatewayTest
class CallbackTest {

    private final SecondGateway gateway;
    private final Browser browser;

    CallbackTest(SecondGateway gateway) {
        this.gateway = gateway;
        this.browser = gateway.browser();
    }

    @Test
    void logsNobodyInWithoutTheCookie() {
        var callback = Login.callback(browser, "alice");

        var other = gateway.browser();

        assertThat(other.open(callback.toString()))
                .hasStatus(400)
                .contains("Your browser did not bring the sign-in cookie");
        assertThat(other.get("/bff/session")).isProblem(401);
    }

    @Test
    void logsNobodyInWithACookieThatOnlyHasTheRightName() {
        var callback = Login.callback(browser, "alice");
        var name = browser.stoppingBefore("/").open(callback.toString()).allOf("set-cookie").stream()
                .map(line -> line.substring(0, line.indexOf('=')))
                .filter(cookie -> !Objects.equals(cookie, "__Host-session"))
                .findFirst()
                .orElseThrow();

        var answer = RawRequest.get(callback.getRawPath() + "?" + callback.getRawQuery())
                .header("Accept", "text/html")
                .header("Cookie", name + "=eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAA.BBBB.CCCC")
                .sendTo(gateway.url());

        assertThat(answer).hasStatus(400).contains("This sign-in is no longer open");
    }

    @Test
    void ofARefusalIsAPage() {
        var callback = refused("access_denied");

        assertThat(browser.open(callback.toString()))
                .hasStatus(403)
                .hasHeader("referrer-policy", "no-referrer")
                .contains("You are not signed in");
        assertNobody();
    }

    @Test
    void ofARefusalWorksOnce() {
        var callback = refused("access_denied");
        browser.open(callback.toString());

        assertThat(browser.open(callback.toString())).hasStatus(400);
    }

    @Test
    void showsNothingOfWhatAnAnswerSaysAboutItsError() {
        var callback = refused("<script>alert(1)</script>");

        assertThat(browser.open(callback + "&error_description=call-this-number"))
                .hasStatus(403)
                .doesNotContain("alert(1)")
                .doesNotContain("call-this-number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://issuer.example", "", "http://localhost/realms/second/"})
    void ofAnotherIssuerLogsNobodyIn(String issuer) {
        var callback = Login.changed(Login.callback(browser, "alice"), "iss", issuer);

        assertThat(browser.open(callback.toString())).hasStatus(403).contains("You are not signed in");
        assertNobody();
    }

    @Test
    void thatDoesNotSayWhoseItIsLogsNobodyIn() {
        var callback = Login.changed(Login.callback(browser, "alice"), "iss", null);

        assertThat(browser.open(callback.toString())).hasStatus(403);
        assertNobody();
    }

    @Test
    void withTheCodeOfAnotherLoginLogsNobodyIn() {
        var mine = Login.callback(browser, "alice");
        var theirs = Login.callback(gateway.browser(), "bob");

        var mixed = Login.changed(mine, "code", Login.parameter(theirs, "code"));

        assertThat(browser.open(mixed.toString())).hasStatus(403).contains("You are not signed in");
        assertNobody();
    }

    @Test
    void withTheCodeOfAnotherTabLogsNobodyIn() {
        var one = Login.callback(browser, "alice");
        var other = Login.callback(browser, Login.begin(browser, "/"), "alice");

        var mixed = Login.changed(one, "code", Login.parameter(other, "code"));

        assertThat(browser.open(mixed.toString())).hasStatus(403);
        assertNobody();
    }

    @Test
    void withTheStateOfAnotherBrowserLogsNobodyIn() {
        var mine = Login.callback(browser, "alice");
        var theirs = Login.callback(gateway.browser(), "bob");

        var mixed = Login.changed(mine, "state", Login.parameter(theirs, "state"));

        assertThat(browser.open(mixed.toString())).hasStatus(400);
        assertNobody();
    }

    @ParameterizedTest
    @ValueSource(strings = {"state", "code"})
    void withoutOneOfItsParametersLogsNobodyIn(String parameter) {
        var callback = Login.changed(Login.callback(browser, "alice"), parameter, null);

        assertThat(browser.open(callback.toString()).status()).isIn(400, 403);
        assertNobody();
    }

    @ParameterizedTest
    @ValueSource(strings = {"state", "code", "iss"})
    void withAParameterTwiceLogsNobodyIn(String parameter) {
        var callback = Login.callback(browser, "alice");
        var twice = callback + "&" + parameter + "=" + Login.parameter(callback, parameter);

        assertThat(browser.open(twice).status()).isIn(400, 403);
        assertNobody();
    }

    @Test
    void withACodeThatWasMadeUpLogsNobodyIn() {
        var callback = Login.changed(Login.callback(browser, "alice"), "code", "made-up");

        assertThat(browser.open(callback.toString())).hasStatus(403);
        assertNobody();
    }

    @Test
    void openedAgainByTheBackButtonMovesOn() {
        var callback = Login.callback(browser, "alice");
        browser.open(callback.toString());
        var session = browser.cookie("__Host-session").orElseThrow().value();

        assertThat(browser.open(callback.toString())).hasStatus(200).isAt("/");
        assertThat(browser.cookie("__Host-session").orElseThrow().value()).isEqualTo(session);
    }

    @Test
    void isOfNoUseToWhoeverFindsTheCallbackInAHistory() {
        var callback = Login.callback(browser, "alice");
        browser.open(callback.toString());

        var other = gateway.browser();

        assertThat(other.open(callback.toString())).hasStatus(400);
        assertThat(other.get("/bff/session")).isProblem(401);
    }

    @Test
    void forgedByAnotherSiteLeavesTheSessionAlone() {
        var signedIn = gateway.signedIn("alice");

        var forged = signedIn.newTabOn("https://evil.example")
                .stoppingBefore("/")
                .follow("/login/oauth2/code/keycloak?error=access_denied&state=forged");

        assertThat(forged.allOf("set-cookie")).isEmpty();
        assertThat(signedIn.get("/bff/session")).hasStatus(200);
    }

    @Test
    void doesNotTellTheNextPageOfTheCode() {
        var answer = Login.complete(browser, Login.callback(browser, "alice"));

        assertThat(answer)
                .hasStatus(200)
                .hasHeader("referrer-policy", "no-referrer")
                .hasHeaderContaining("cache-control", "no-store")
                .hasHeaderContaining("content-security-policy", "default-src 'none'")
                .doesNotContain("code=");
    }

    @Test
    void bringsNoTokenToTheBrowser() {
        var answer = Login.complete(browser, Login.callback(browser, "alice"));

        assertThat(answer.headers().map() + answer.text()).doesNotContain("eyJ");
    }

    /** What Keycloak would have sent instead of a code. */
    private URI refused(String error) {
        var callback = Login.callback(browser, "alice");
        return Login.changed(Login.changed(callback, "code", null), "error", error);
    }

    private void assertNobody() {
        assertThat(browser.get("/bff/session")).isProblem(401);
    }
}
