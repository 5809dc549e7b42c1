package dev.sallyport.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.gateway.answer.ReturnPath;
import dev.sallyport.gateway.seal.ServerKeys;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpCookie;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

class PendingLoginsTest {

    private static final String KEY = "b2xkIGtleSBvbGQga2V5IG9sZCBrZXkgb2xkIGtleSA=";
    private static final String OTHER_KEY = "bmV3IGtleSBuZXcga2V5IG5ldyBrZXkgbmV3IGtleSA=";

    private PendingLogins logins = new PendingLogins(ServerKeys.of(KEY));
    private final Map<String, String> browser = new LinkedHashMap<>();

    @Test
    void remembersALoginInTheBrowser() {
        begin("state-1", 0);

        var login = Objects.requireNonNull(take("state-1"));

        assertThat(login.nonce()).isEqualTo("nonce");
        assertThat(login.codeVerifier()).isEqualTo("verifier");
        assertThat(login.returnPath().value()).isEqualTo("/orders?page=2");
    }

    @Test
    void givesALoginOnce() {
        begin("state-1", 0);

        assertThat(take("state-1")).isNotNull();
        assertThat(take("state-1")).isNull();
    }

    @Test
    void keepsTabsApart() {
        begin("state-1", 0);
        begin("state-2", 1);

        assertThat(take("state-2")).isNotNull();
        assertThat(take("state-1")).isNotNull();
    }

    @Test
    void dropsTheOldestOfMoreThanFive() {
        for (int i = 1; i <= 7; i++) {
            begin("state-" + i, i);
        }

        assertThat(browser).hasSize(5);
        assertThat(take("state-1")).isNull();
        assertThat(take("state-2")).isNull();
        assertThat(take("state-3")).isNotNull();
        assertThat(take("state-7")).isNotNull();
    }

    @Test
    void forgetsALoginThatTookTooLong() {
        begin("state-1", -16 * 60);

        assertThat(take("state-1")).isNull();
    }

    @Test
    void knowsNothingOfAnotherStateInTheSameCookie() {
        begin("state-1", 0);
        var first = browser.entrySet().iterator().next();
        begin("state-2", 0);
        browser.keySet().stream()
                .filter(name -> !name.equals(first.getKey()))
                .toList()
                .forEach(name -> browser.put(name, first.getValue()));

        assertThat(take("state-2")).isNull();
    }

    @Test
    void knowsWhatAnOlderKeySealed() {
        begin("state-1", 0);

        logins = new PendingLogins(ServerKeys.of(OTHER_KEY, KEY));

        assertThat(take("state-1")).isNotNull();
    }

    @Test
    void knowsNothingThatItDidNotSeal() {
        begin("state-1", 0);

        logins = new PendingLogins(ServerKeys.of(OTHER_KEY));
        assertThat(take("state-1")).isNull();
        browser.replaceAll((name, value) -> "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAA.AAAA.AAAA");
        assertThat(take("state-1")).isNull();
    }

    @Test
    void showsNothingOfALogin() {
        begin("state-1", 0);

        assertThat(browser.values()).noneMatch(value -> value.contains("verifier"));
    }

    private void begin(String state, int secondsFromNow) {
        var exchange = exchange();
        logins.add(
                exchange,
                new PendingLogin(
                        state,
                        "nonce",
                        "verifier",
                        "https://gate.example/login/oauth2/code/keycloak",
                        ReturnPath.orHome("/orders?page=2"),
                        null,
                        Instant.now().plusSeconds(secondsFromNow)));
        keepCookies(exchange);
    }

    private @Nullable PendingLogin take(String state) {
        var exchange = exchange();
        var login = logins.take(exchange, state);
        keepCookies(exchange);
        return login;
    }

    private MockServerWebExchange exchange() {
        var request = MockServerHttpRequest.get("/");
        browser.forEach((name, value) -> request.cookie(new HttpCookie(name, value)));
        return MockServerWebExchange.from(request);
    }

    private void keepCookies(MockServerWebExchange exchange) {
        for (var cookie : exchange.getResponse().getCookies().toSingleValueMap().values()) {
            if (cookie.getMaxAge().isZero()) {
                browser.remove(cookie.getName());
            } else {
                browser.put(cookie.getName(), cookie.getValue());
            }
        }
    }
}
