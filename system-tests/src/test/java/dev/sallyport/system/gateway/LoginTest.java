package dev.sallyport.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.Answer;
import dev.sallyport.testkit.Browser;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
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
    void asksForACodeWithProofKeyStateAndNonce() {
        var address = Login.begin(browser, "/");

        assertThat(address.toString()).startsWith(gateway.realm().asClient().endpoint("auth") + "?");
        assertThat(Login.parameter(address, "response_type")).isEqualTo("code");
        assertThat(Login.parameter(address, "client_id")).isEqualTo("gateway");
        assertThat(Login.parameter(address, "code_challenge_method")).isEqualTo("S256");
        assertThat(Login.parameter(address, "code_challenge")).hasSize(43);
        assertThat(Login.parameter(address, "state")).hasSizeGreaterThan(20);
        assertThat(Login.parameter(address, "nonce")).hasSizeGreaterThan(20);
        assertThat(Login.parameter(address, "scope").split(" "))
                .containsExactlyInAnyOrder("openid", "orders", "invoices");
        assertThat(Login.parameter(address, "redirect_uri")).isEqualTo(gateway.url() + "/login/oauth2/code/keycloak");
    }

    @Test
    void asksWithOtherSecretsEachTime() {
        var one = Login.begin(browser, "/");
        var other = Login.begin(browser, "/");

        for (var secret : List.of("state", "nonce", "code_challenge")) {
            assertThat(Login.parameter(one, secret)).isNotEqualTo(Login.parameter(other, secret));
        }
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

        assertThat(last).extracting(answer -> answer.url().getPath())
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
        browser.logIn("alice");
        IntStream.range(0, 3).forEach(again -> assertThat(browser.follow("/bff/login"))
                .hasStatus(200));

        assertThat(browser.follow("/bff/login"))
                .hasStatus(508)
                .hasHeaderContaining("content-type", "text/html")
                .contains("Signing in works, but the session does not stay");
    }

    @Test
    void thatWentRoundMayBeTriedAgain() {
        thatGoesRoundEndsInAPageThatSaysWhy();

        assertThat(browser.follow("/bff/login")).hasStatus(200);
    }

    @Test
    void isNotFinishedInAnotherBrowser() {
        var callback = Login.callback(browser, "alice");

        var other = gateway.browser();

        assertThat(other.open(callback.toString()))
                .hasStatus(400)
                .contains("Your browser did not bring the sign-in cookie");
        assertThat(other.get("/bff/session")).isProblem(401);
    }

    @Test
    void isNotFinishedWithACookieThatOnlyHasTheRightName() {
        var callback = Login.callback(browser, "alice");
        var name = browser.stoppingBefore("/").open(callback.toString()).allOf("set-cookie").stream()
                .map(line -> line.split("=")[0])
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
    void thatKeycloakRefusedEndsInAPage() {
        var callback = refused(Login.begin(browser, "/"), "access_denied");

        assertThat(browser.open(callback.toString()))
                .hasStatus(403)
                .hasHeader("referrer-policy", "no-referrer")
                .contains("You are not signed in");
        assertNobody();
    }

    @Test
    void thatKeycloakRefusedIsOver() {
        var callback = refused(Login.begin(browser, "/"), "access_denied");
        browser.open(callback.toString());

        assertThat(browser.open(callback.toString())).hasStatus(400);
    }

    @Test
    void showsNothingOfWhatAnAnswerSaysAboutItsError() {
        var callback = refused(Login.begin(browser, "/"), "<script>alert(1)</script>");

        assertThat(browser.open(callback + "&error_description=call-this-number"))
                .hasStatus(403)
                .doesNotContain("alert(1)")
                .doesNotContain("call-this-number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://issuer.example", "", "http://localhost/realms/second/"})
    void isNotFinishedByTheAnswerOfAnotherIssuer(String issuer) {
        var callback = Login.changed(Login.callback(browser, "alice"), "iss", issuer);

        assertThat(browser.open(callback.toString())).hasStatus(403).contains("You are not signed in");
        assertNobody();
    }

    @Test
    void isNotFinishedByAnAnswerThatDoesNotSayWhoseItIs() {
        var callback = Login.changed(Login.callback(browser, "alice"), "iss", null);

        assertThat(browser.open(callback.toString())).hasStatus(403);
        assertNobody();
    }

    @Test
    void isNotFinishedByTheCodeOfAnotherLogin() {
        var mine = Login.callback(browser, "alice");
        var theirs = Login.callback(gateway.browser(), "bob");

        var mixed = Login.changed(mine, "code", Login.parameter(theirs, "code"));

        assertThat(browser.open(mixed.toString())).hasStatus(403).contains("You are not signed in");
        assertNobody();
    }

    @Test
    void isNotFinishedByTheCodeOfAnotherTab() {
        var one = Login.callback(browser, "alice");
        var other = Login.callback(browser, Login.begin(browser, "/"), "alice");

        var mixed = Login.changed(one, "code", Login.parameter(other, "code"));

        assertThat(browser.open(mixed.toString())).hasStatus(403);
        assertNobody();
    }

    @Test
    void isNotFinishedByTheStateOfAnotherBrowser() {
        var mine = Login.callback(browser, "alice");
        var theirs = Login.callback(gateway.browser(), "bob");

        var mixed = Login.changed(mine, "state", Login.parameter(theirs, "state"));

        assertThat(browser.open(mixed.toString())).hasStatus(400);
        assertNobody();
    }

    @ParameterizedTest
    @ValueSource(strings = {"state", "code"})
    void isNotFinishedByAnAnswerWithoutIts(String parameter) {
        var callback = Login.changed(Login.callback(browser, "alice"), parameter, null);

        assertThat(browser.open(callback.toString()).status()).isIn(400, 403);
        assertNobody();
    }

    @ParameterizedTest
    @ValueSource(strings = {"state", "code", "iss"})
    void isNotFinishedByAnAnswerThatSaysItTwice(String parameter) {
        var callback = Login.callback(browser, "alice");
        var twice = callback + "&" + parameter + "=" + Login.parameter(callback, parameter);

        assertThat(browser.open(twice).status()).isIn(400, 403);
        assertNobody();
    }

    @Test
    void isNotFinishedByACodeThatWasMadeUp() {
        var callback = Login.changed(Login.callback(browser, "alice"), "code", "made-up");

        assertThat(browser.open(callback.toString())).hasStatus(403);
        assertNobody();
    }

    @Test
    void isNotRepeatedByTheBackButton() {
        var callback = Login.callback(browser, "alice");
        browser.open(callback.toString());
        var session = browser.cookie("__Host-session").orElseThrow().value();

        assertThat(browser.open(callback.toString())).hasStatus(200).isAt("/");
        assertThat(browser.cookie("__Host-session").orElseThrow().value()).isEqualTo(session);
    }

    @Test
    void isNotRepeatedByWhoeverFindsTheCallbackInAHistory() {
        var callback = Login.callback(browser, "alice");
        browser.open(callback.toString());

        var other = gateway.browser();

        assertThat(other.open(callback.toString())).hasStatus(400);
        assertThat(other.get("/bff/session")).isProblem(401);
    }

    @Test
    void thatAnotherSiteForgesLeavesTheSessionAlone() {
        var signedIn = gateway.signedIn("alice");

        var forged = signedIn.newTabOn("https://evil.example")
                .stoppingBefore("/")
                .follow("/login/oauth2/code/keycloak?error=access_denied&state=forged");

        assertThat(forged.allOf("set-cookie")).isEmpty();
        assertThat(signedIn.get("/bff/session")).hasStatus(200);
    }

    @Test
    void doesNotTellTheNextPageOfItsCode() {
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

    private Answer completed(URI atKeycloak) {
        return browser.open(Login.callback(browser, atKeycloak, "alice").toString());
    }

    private URI refused(URI atKeycloak, String error) {
        var state = Login.parameter(atKeycloak, "state");
        var answer = URI.create(gateway.url() + "/login/oauth2/code/keycloak?state=" + state);
        return Login.changed(Login.changed(answer, "iss", gateway.realm().issuer()), "error", error);
    }

    private void assertNobody() {
        assertThat(browser.get("/bff/session")).isProblem(401);
    }
}
