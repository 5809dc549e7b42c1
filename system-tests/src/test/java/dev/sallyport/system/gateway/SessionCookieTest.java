package dev.sallyport.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.system.Until;
import dev.sallyport.testkit.Browser;
import dev.sallyport.testkit.Cookie;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

@GatewayTest
class SessionCookieTest {

    private static final String NAME = "__Host-session";

    private final SecondGateway gateway;
    private final Browser browser;

    SessionCookieTest(SecondGateway gateway) {
        this.gateway = gateway;
        this.browser = gateway.browser();
    }

    @Test
    void isForThisHostAloneAndOutOfReachOfScriptsAndOtherSites() {
        var attributes = List.of(setCookie().split("; ", -1)).stream().skip(1);

        assertThat(attributes)
                .map(attribute -> attribute.toLowerCase(Locale.ROOT))
                .containsExactlyInAnyOrder("path=/", "secure", "httponly", "samesite=strict");
    }

    @Test
    void isNoLongerThanAHundredBytes() {
        var pair = setCookie().split(";", -1)[0];

        assertThat(pair.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(100);
    }

    @Test
    void saysNothing() {
        var one = value(browser.logIn("alice"));
        var other = value(gateway.browser().logIn("alice"));

        assertThat(one).matches("[A-Za-z0-9_-]{65}");
        assertThat(commonPrefix(one, other)).as("characters in common").isLessThan(5);
    }

    @Test
    void isNewAtEachLogin() {
        var first = value(browser.logIn("alice"));

        browser.follow("/bff/login");

        assertThat(value(browser)).isNotEqualTo(first);
    }

    @Test
    void losesItsSessionWhenTheSameBrowserLogsInAgain() {
        var before = browser.logIn("alice").stolen();

        browser.follow("/bff/login");

        assertThat(before.get("/bff/session")).isProblem(401);
    }

    @Test
    void isNotTakenFromWhoeverPlantedOne() {
        var planted = "A".repeat(65);
        browser.with(new Cookie(NAME, planted, "127.0.0.1", true, "/", true, true, "Strict", Instant.MAX));

        browser.logIn("alice");

        assertThat(value(browser)).isNotEqualTo(planted);
    }

    @Test
    void staysTheSameOverARefresh() {
        try (var _ = gateway.realm().changeClient("gateway", "access.token.lifespan", "2")) {
            browser.logIn("alice");
            var before = value(browser);
            browser.get("/own/before-refresh");
            Until.past(gateway.service()
                    .onlyRequestTo("/own/before-refresh")
                    .token()
                    .expiry());

            var answer = browser.get("/own/after-refresh");

            assertThat(answer).hasStatus(200).hasNoHeader("set-cookie");
            assertThat(value(browser)).isEqualTo(before);
        }
    }

    @Test
    void isOfNoUseWithAnotherSecret() {
        var value = value(browser.logIn("alice"));
        var tampered = value.substring(0, 64) + (value.endsWith("A") ? "Q" : "A");

        assertThat(RawRequest.get("/bff/session")
                        .header("Cookie", NAME + "=" + tampered)
                        .sendTo(gateway.url()))
                .isProblem(401);
    }

    @Test
    void isTakenBackAtLogout() {
        browser.logIn("alice");

        var answer = browser.send("POST", "/bff/logout", Map.of("X-CSRF", "1"), null);

        assertThat(answer).hasHeaderContaining("set-cookie", NAME + "=; Max-Age=0");
    }

    @Test
    void isOneOfTwoThatALoginLeavesAndTheOtherCountsLoginsForSeconds() {
        var names = Login.complete(browser, Login.callback(browser, "alice")).allOf("set-cookie").stream()
                .filter(line -> !line.contains("Max-Age=0"))
                .map(line -> line.split("=", -1)[0]);

        assertThat(names).containsExactlyInAnyOrder(NAME, "__Host-login-count");
    }

    private String setCookie() {
        var callback = Login.callback(browser, "alice");
        return Login.complete(browser, callback).allOf("set-cookie").stream()
                .filter(line -> line.startsWith(NAME + "="))
                .findFirst()
                .orElseThrow();
    }

    private static String value(Browser browser) {
        return browser.cookie(NAME).orElseThrow().value();
    }

    private static int commonPrefix(String one, String other) {
        var length = 0;
        while (one.charAt(length) == other.charAt(length)) {
            length++;
        }
        return length;
    }
}
