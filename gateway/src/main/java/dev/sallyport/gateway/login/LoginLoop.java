package dev.sallyport.gateway.login;

import dev.sallyport.gateway.answer.Refusal;
import dev.sallyport.gateway.session.OwnCookies;
import java.time.Duration;
import org.springframework.http.ResponseCookie;
import org.springframework.web.server.ServerWebExchange;

/**
 * Counts the logins that a browser completes within seconds of each other. A person cannot be that fast; a page that
 * never finds its session can, and would go round for ever.
 */
final class LoginLoop {

    static final String COOKIE = OwnCookies.LOGIN_PREFIX + "count";

    private static final int MOST = 4;
    private static final Duration WITHIN = Duration.ofSeconds(10);

    private LoginLoop() {}

    /** Fails with a {@link Refusal} when one more login would be one too many. */
    static void check(ServerWebExchange exchange) {
        if (count(exchange) >= MOST) {
            exchange.getResponse().addCookie(cookie(0, Duration.ZERO));
            throw Refusal.loginLoop();
        }
    }

    static void completed(ServerWebExchange exchange) {
        exchange.getResponse().addCookie(cookie(count(exchange) + 1, WITHIN));
    }

    private static int count(ServerWebExchange exchange) {
        var cookie = exchange.getRequest().getCookies().getFirst(COOKIE);
        return cookie != null && cookie.getValue().matches("[0-9]") ? Integer.parseInt(cookie.getValue()) : 0;
    }

    private static ResponseCookie cookie(int count, Duration age) {
        return ResponseCookie.from(COOKIE, Integer.toString(count))
                .secure(true)
                .httpOnly(true)
                .sameSite("Lax")
                .path("/")
                .maxAge(age)
                .build();
    }
}
