package dev.sallyport.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.sallyport.system.Until;
import dev.sallyport.testkit.Answer;
import dev.sallyport.testkit.Browser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A request that brings the session cookie and was sent by another site's page, or might have been. */
@GatewayTest
class CrossSiteRequestTest {

    private final SecondGateway gateway;
    private final Browser browser;
    private final String path = "/own/" + UUID.randomUUID();

    CrossSiteRequestTest(SecondGateway gateway) {
        this.gateway = gateway;
        this.browser = gateway.signedIn("alice");
    }

    static final List<Arguments> FOREIGN = List.of(
            argumentSet("cross-site", Map.of("Sec-Fetch-Site", "cross-site")),
            argumentSet("same-site", Map.of("Sec-Fetch-Site", "same-site")),
            argumentSet("a word of tomorrow's", Map.of("Sec-Fetch-Site", "other-site")),
            argumentSet("another case", Map.of("Sec-Fetch-Site", "Same-Origin")),
            argumentSet("nothing said", Map.of("Sec-Fetch-Site", "")),
            argumentSet("cross-site with our origin", Map.of("Sec-Fetch-Site", "cross-site", "Origin", "OURS")),
            argumentSet("another host", Map.of("Origin", "https://evil.example")),
            argumentSet("another port", Map.of("Origin", "http://127.0.0.1:1")),
            argumentSet("no port", Map.of("Origin", "http://127.0.0.1")),
            argumentSet("a host that begins with ours", Map.of("Origin", "OURS.evil.example")),
            argumentSet("ours as user info", Map.of("Origin", "OURS@evil.example")),
            argumentSet("an opaque origin", Map.of("Origin", "null")),
            argumentSet("an empty origin", Map.of("Origin", "")),
            argumentSet("garbage", Map.of("Origin", "\\\\:::")));

    @ParameterizedTest
    @FieldSource("FOREIGN")
    void isRefusedWhenTheBrowserSaysSo(Map<String, String> headers) {
        assertThat(raw("GET", headers)).isProblem(403).hasField("/error", "cross_site_request");
        assertThat(gateway.service().requestsTo(path)).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("FOREIGN")
    void isRefusedAlsoWithTheHeaderThatUnsafeMethodsNeed(Map<String, String> headers) {
        var marked = new HashMap<>(headers);
        marked.put("X-CSRF", "1");

        assertThat(raw("POST", marked)).isProblem(403).hasField("/error", "cross_site_request");
        assertThat(gateway.service().requestsTo(path)).isEmpty();
    }

    static final List<Map<String, String>> OWN = List.of(
            Map.of("Sec-Fetch-Site", "same-origin"),
            Map.of("Sec-Fetch-Site", "none"),
            Map.of("Origin", "OURS"),
            Map.of());

    @ParameterizedTest
    @FieldSource("OWN")
    void isNoneWhenItComesFromOurOwnPageOrFromTheKeyboard(Map<String, String> headers) {
        assertThat(raw("GET", headers)).hasStatus(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void mightChangeSomethingAndIsRefusedWithoutOurHeader(String method) {
        assertThat(raw(method, Map.of("Sec-Fetch-Site", "same-origin"))).isProblem(403);
        assertThat(gateway.service().requestsTo(path)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "true", "11", "1,1"})
    void mightChangeSomethingAndIsRefusedWithAnotherValueInOurHeader(String value) {
        assertThat(raw("POST", Map.of("X-CSRF", value))).isProblem(403);
        assertThat(gateway.service().requestsTo(path)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void mayChangeSomethingWhenOurScriptSaysSo(String method) {
        assertThat(browser.send(method, path, Map.of("X-CSRF", "1"), Map.of("amount", 1)))
                .hasStatus(200);
        assertThat(gateway.service().onlyRequestTo(path).body()).isEqualTo("{\"amount\":1}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"})
    void doesNotBecomeAnotherMethodByAHeader(String header) {
        raw("GET", Map.of(header, "DELETE"));

        assertThat(gateway.service().onlyRequestTo(path).method()).isEqualTo("GET");
    }

    @Test
    void isNoConcernWhenTheCallerHasATokenOfItsOwn() {
        var answer = RawRequest.of("POST", "/orders/by-token")
                .header("Sec-Fetch-Site", "cross-site")
                .header("Origin", "https://evil.example")
                .bearer(gateway.realm().robotToken())
                .sendTo(gateway.url());

        assertThat(answer).hasStatus(200);
    }

    @Test
    void mayReadNoAnswerByCrossOriginResourceSharing() {
        var preflight = RawRequest.of("OPTIONS", path)
                .header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "x-csrf")
                .sendTo(gateway.url());

        assertThat(preflight)
                .hasNoHeader("access-control-allow-origin")
                .hasNoHeader("access-control-allow-credentials");
    }

    @Test
    void isRefusedWhenAWebSocketHandshakeComesFromAnotherPage() {
        assertThat(handshake("https://evil.example")).isProblem(403);
        assertThat(gateway.service().requestsTo(path)).isEmpty();
    }

    @Test
    void isRefusedWhenAWebSocketHandshakeDoesNotSayWhereItComesFrom() {
        assertThat(raw("GET", Map.of("Upgrade", "websocket", "Connection", "Upgrade")))
                .isProblem(403);
        assertThat(gateway.service().requestsTo(path)).isEmpty();
    }

    @Test
    void isNoneWhenAWebSocketHandshakeComesFromOurOwnPage() {
        var handshake = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Origin", gateway.url())
                .header("Cookie", cookie())
                .buildAsync(URI.create(gateway.url().replace("http:", "ws:") + path), new WebSocket.Listener() {});

        assertThat(handshake).succeedsWithin(Duration.ofSeconds(10));
        Until.holds(
                "the handshake at the service",
                () -> !gateway.service().requestsTo(path).isEmpty());
        assertThat(gateway.service().onlyRequestTo(path).bearer()).isPresent();
    }

    @Test
    void endsNoSessionByAForm() {
        var answer = RawRequest.of("POST", "/bff/logout")
                .header("Sec-Fetch-Site", "cross-site")
                .header("Sec-Fetch-Mode", "navigate")
                .header("Origin", "https://evil.example")
                .header("Cookie", cookie())
                .body("application/x-www-form-urlencoded", "")
                .sendTo(gateway.url());

        assertThat(answer).hasStatus(403);
        assertThat(browser.get("/bff/session")).hasStatus(200);
    }

    @Test
    void endsNoSessionByAScript() {
        assertThat(raw("POST", "/bff/logout", Map.of("Sec-Fetch-Site", "cross-site", "X-CSRF", "1")))
                .isProblem(403);
        assertThat(browser.get("/bff/session")).hasStatus(200);
    }

    @Test
    void learnsNothingAboutTheSession() {
        assertThat(raw("GET", "/bff/session", Map.of("Sec-Fetch-Site", "cross-site")))
                .isProblem(403)
                .doesNotContain("alice");
    }

    private Answer handshake(String origin) {
        return raw(
                "GET",
                Map.of(
                        "Upgrade", "websocket",
                        "Connection", "Upgrade",
                        "Sec-WebSocket-Version", "13",
                        "Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==",
                        "Sec-Fetch-Site", "same-origin",
                        "Origin", origin));
    }

    private Answer raw(String method, Map<String, String> headers) {
        return raw(method, path, headers);
    }

    /** Exactly these headers, and the cookie; OURS stands for this gateway's origin. */
    private Answer raw(String method, String target, Map<String, String> headers) {
        var request = RawRequest.of(method, target).header("Cookie", cookie());
        for (var header : headers.entrySet()) {
            request = request.header(header.getKey(), header.getValue().replace("OURS", gateway.url()));
        }
        return request.sendTo(gateway.url());
    }

    private String cookie() {
        return "__Host-session="
                + browser.cookie("__Host-session").orElseThrow().value();
    }
}
