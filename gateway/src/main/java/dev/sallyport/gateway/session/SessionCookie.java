package dev.sallyport.gateway.session;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** The one cookie: opaque, for this host alone, out of reach of scripts and of other sites. */
public final class SessionCookie {

    public static final String NAME = "__Host-session";

    private SessionCookie() {}

    public static boolean isIn(ServerHttpRequest request) {
        return request.getCookies().containsKey(NAME);
    }

    /**
     * The key in a request's cookie, or null if there is none of the right form. Of two with this name nobody knows which
     * is ours: browsers that know the prefix bring one at most.
     */
    public static @Nullable SessionKey read(ServerHttpRequest request) {
        var cookies = request.getCookies().get(NAME);
        return cookies == null || cookies.size() != 1
                ? null
                : SessionKey.parse(cookies.getFirst().getValue());
    }

    static ResponseCookie of(SessionKey key) {
        return form(key.cookieValue()).build();
    }

    static ResponseCookie none() {
        return form("").maxAge(0).build();
    }

    private static ResponseCookie.ResponseCookieBuilder form(String value) {
        return ResponseCookie.from(NAME, value)
                .secure(true)
                .httpOnly(true)
                .sameSite("Strict")
                .path("/");
    }
}
