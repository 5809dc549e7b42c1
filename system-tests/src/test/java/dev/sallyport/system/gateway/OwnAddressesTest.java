package dev.sallyport.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.Answer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for everything that the gateway answers itself. */
@GatewayTest
class OwnAddressesTest {

    private static final List<String> ADDRESSES = List.of(
            "/bff/login",
            "/bff/login?return_to=//evil.example",
            "/bff/session",
            "/bff/sessions",
            "/bff/sessions/none",
            "/bff/logout",
            "/bff/backchannel-logout",
            "/bff/onward",
            "/bff/nothing",
            "/bff",
            "/login/oauth2/code/keycloak",
            "/login/oauth2/code/other");

    private final SecondGateway gateway;

    OwnAddressesTest(SecondGateway gateway) {
        this.gateway = gateway;
    }

    static Stream<String> requests() {
        return ADDRESSES.stream()
                .flatMap(address -> Stream.of("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS")
                        .map(method -> method + " " + address));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void areKeptByNoCache(String request) {
        var words = request.split(" ", -1);
        var answer = RawRequest.of(words[0], words[1]).sendTo(gateway.url());

        assertThat(answer.status()).isNotEqualTo(200).isLessThan(500);
        assertThat(answer).hasHeaderContaining("cache-control", "no-store");
    }

    @Test
    void haveTheSameGuardsOnEachPage() {
        var browser = gateway.browser();
        var onward = Login.complete(browser, Login.callback(browser, "alice"));
        var pages = List.of(
                onward,
                gateway.browser().open("/login/oauth2/code/keycloak?code=old&state=old"),
                gateway.browser().open("/down/page"),
                gateway.browser().open("/nothing/here"));

        assertThat(pages).allSatisfy(OwnAddressesTest::assertGuarded);
    }

    private static void assertGuarded(Answer page) {
        assertThat(page)
                .hasHeaderContaining("content-type", "text/html")
                .hasHeaderContaining("content-security-policy", "default-src 'none'")
                .hasHeaderContaining("content-security-policy", "frame-ancestors 'none'")
                .hasHeader("x-content-type-options", "nosniff")
                .hasHeader("referrer-policy", "no-referrer");
        assertThat(String.join(" ", page.allOf("content-security-policy"))).doesNotContain("unsafe", "*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/own/large", "/bff/login", "/bff/session", "/login/oauth2/code/keycloak?code=a&state=b"})
    void refuseACookieJarThatIsTooFullOnceAndForAll(String path) {
        var answer = RawRequest.get(path)
                .header("Sec-Fetch-Mode", "navigate")
                .header("Sec-Fetch-Dest", "document")
                .header("Cookie", "full=" + "a".repeat(20_000))
                .sendTo(gateway.url());

        assertThat(answer).hasStatus(431).hasNoHeader("location").hasNoHeader("set-cookie");
        assertThat(answer.text().toLowerCase(Locale.ROOT)).doesNotContain("exception", "aaaa");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/public/..;/own/trick",
                "/public/..;a=b/own/trick",
                "/public/%2e%2e/own/trick",
                "/public/.%2e/own/trick",
                "/public/..%2fown/trick",
                "/public/..%5cown/trick",
                "/public//own/trick",
                "//own/trick",
                "/public/%252e%252e/own/trick",
                "/public/trick%00",
                "/public/trick%",
                "/./own/trick",
                "/public/../own/trick",
                "/public/trick%2f..%2f..%2fown"
            })
    void areNotPassedByAPathThatCanBeReadInTwoWays(String path) {
        var before = gateway.service().count();

        assertThat(RawRequest.get(path).sendTo(gateway.url())).hasStatus(400);
        assertThat(gateway.service().count()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GOOD; __Host-session=BAD", "BAD; __Host-session=GOOD", "GOOD; __Host-session=GOOD", "BAD"})
    void knowNobodyByACookieThatSomebodyMayHavePutBesideOurs(String value) {
        var good =
                gateway.signedIn("alice").cookie("__Host-session").orElseThrow().value();
        var cookie = "__Host-session=" + value.replace("GOOD", good).replace("BAD", "A".repeat(65));

        assertThat(RawRequest.get("/own/shadowed").header("Cookie", cookie).sendTo(gateway.url()))
                .isProblem(401);
        assertThat(RawRequest.get("/bff/session").header("Cookie", cookie).sendTo(gateway.url()))
                .isProblem(401);
        assertThat(gateway.service().requestsTo("/own/shadowed")).isEmpty();
    }

    @Test
    void knowNobodyByTwoCookieHeadersEither() {
        var good =
                gateway.signedIn("alice").cookie("__Host-session").orElseThrow().value();

        assertThat(RawRequest.get("/bff/session")
                        .header("Cookie", "__Host-session=" + good)
                        .header("Cookie", "__Host-session=" + "A".repeat(65))
                        .sendTo(gateway.url()))
                .isProblem(401);
    }
}
