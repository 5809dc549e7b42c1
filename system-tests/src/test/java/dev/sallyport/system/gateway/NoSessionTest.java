package dev.sallyport.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.Browser;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request without a session, on a route that needs one. */
@GatewayTest
class NoSessionTest {

    private final SecondGateway gateway;
    private final Browser browser;

    NoSessionTest(SecondGateway gateway) {
        this.gateway = gateway;
        this.browser = gateway.browser();
    }

    @Test
    void sendsANavigationToTheLoginWithItsAddress() {
        var answer = browser.stoppingBefore("/bff/login").follow("/own/page?a=1&b=%26");

        assertThat(answer)
                .hasStatus(302)
                .hasHeader("location", "/bff/login?return_to=%2Fown%2Fpage%3Fa%3D1%26b%3D%2526")
                .hasHeaderContaining("cache-control", "no-store");
    }

    @Test
    void bringsAPersonWhoLogsInToThePageAskedFor() {
        var callback = Login.callback(
                browser,
                browser.stoppingBefore("/realms/")
                        .follow("/own/asked-for?a=1")
                        .redirect()
                        .orElseThrow(),
                "alice");

        assertThat(browser.open(callback.toString())).hasStatus(200).isAt("/own/asked-for");
        assertThat(gateway.service().onlyRequestTo("/own/asked-for").query()).isEqualTo("a=1");
    }

    @Test
    void isANavigationByItsAcceptHeaderWhereABrowserSendsNoFetchMetadata() {
        var answer = RawRequest.get("/own/old")
                .header("Accept", "text/html,*/*;q=0.8")
                .sendTo(gateway.url());

        assertThat(answer).hasStatus(302).hasHeader("location", "/bff/login?return_to=%2Fown%2Fold");
    }

    @Test
    void isNoNavigationWhenAScriptAcceptsHtml() {
        assertThat(browser.send("GET", "/own/part", Map.of("Accept", "text/html"), null))
                .isProblem(401);
    }

    @Test
    void tellsAScriptWhereToLogIn() {
        assertThat(browser.get("/own/data"))
                .isProblem(401)
                .hasHeader("www-authenticate", "Bearer")
                .hasHeaderContaining("cache-control", "no-store")
                .hasField("/login_url", "/bff/login?return_to=%2F");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"})
    void isNeverRedirectedUnlessItIsAGet(String method) {
        var headers = Map.of("Sec-Fetch-Mode", "navigate", "Accept", "text/html", "X-CSRF", "1");

        assertThat(browser.send(method, "/own/form", headers, null))
                .hasStatus(401)
                .hasHeader("www-authenticate", "Bearer");
    }

    @Test
    void neverReachesTheService() {
        browser.get("/own/nothing");

        assertThat(gateway.service().requestsTo("/own/nothing")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "../../etc/passwd",
                "%00",
                "\"",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void isWhatACookieThatNobodyGaveMeans(String value) {
        var answer = RawRequest.get("/own/guessed")
                .header("Cookie", "__Host-session=" + value)
                .sendTo(gateway.url());

        assertThat(answer).isProblem(401);
    }

    @Test
    void goesThroughThePageOfOurOwnOnceWhenALinkInAMailIsFollowed() {
        var fromMail = browser.newTabOn("https://mail.example");

        assertThat(fromMail.stoppingBefore("/own").follow("/own/mail?a=1"))
                .hasStatus(200)
                .hasHeaderContaining("content-type", "text/html")
                .hasHeaderContaining("content-security-policy", "default-src 'none'")
                .hasHeaderContaining("cache-control", "no-store")
                .contains("href=\"/own/mail?a=1\"");
    }

    @Test
    void endsAtTheLoginWhenALinkInAMailFindsNobody() {
        var fromMail = browser.newTabOn("https://mail.example");

        assertThat(fromMail.follow("/own/mail").url().toString())
                .startsWith(gateway.realm().issuer());
    }

    @Test
    void isFoundAfterAllWhenALinkInAMailIsFollowed() {
        browser.logIn("alice");

        assertThat(browser.newTabOn("https://mail.example").follow("/own/found"))
                .hasStatus(200)
                .isAt("/own/found");
        assertThat(gateway.service().requestsTo("/own/found")).hasSize(1);
    }

    @Test
    void isNoReasonToAskAtAnAddressThatDoesNotExist() {
        assertThat(browser.get("/nowhere")).isProblem(404);
        assertThat(browser.follow("/nowhere")).hasStatus(404).hasHeaderContaining("content-type", "text/html");
    }
}
