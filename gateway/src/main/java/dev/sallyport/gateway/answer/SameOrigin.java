package dev.sallyport.gateway.answer;

import java.net.URI;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Defence against cross-site request forgery (RFC 10017 section 6.1.3.3): a request that carries the session cookie
 * must come from a page of this origin, and one that may change something must say so with a header that a page of
 * another origin cannot send.
 */
public final class SameOrigin {

    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private SameOrigin() {}

    /**
     * By {@code Sec-Fetch-Site}, which browsers set and pages cannot; else by {@code Origin} against {@code Host}. A
     * request that has neither comes from no page of today's browsers, or is a plain link.
     */
    public static boolean holds(ServerHttpRequest request) {
        var headers = request.getHeaders();
        var origin = headers.getFirst(HttpHeaders.ORIGIN);
        var site = headers.getFirst("Sec-Fetch-Site");
        if (isWebSocketHandshake(headers)) {
            return origin != null && isOwn(origin, request) && (site == null || site.equals("same-origin"));
        }
        if (site != null) {
            return site.equals("same-origin") || site.equals("none");
        }
        return origin == null || isOwn(origin, request);
    }

    /** A request that cannot change anything, or one that carries {@code X-CSRF: 1}. */
    public static boolean isSafeOrMarked(ServerHttpRequest request) {
        return SAFE.contains(request.getMethod())
                || "1".equals(request.getHeaders().getFirst("X-CSRF"));
    }

    /** What an HTML form of our own can show instead of {@code X-CSRF}: the browser's word for where it comes from. */
    public static boolean isProven(ServerHttpRequest request) {
        var headers = request.getHeaders();
        var shown = headers.getFirst("Sec-Fetch-Site") != null || headers.getFirst(HttpHeaders.ORIGIN) != null;
        return shown && !"none".equals(headers.getFirst("Sec-Fetch-Site")) && holds(request);
    }

    private static boolean isWebSocketHandshake(HttpHeaders headers) {
        return "websocket".equalsIgnoreCase(headers.getFirst(HttpHeaders.UPGRADE));
    }

    private static boolean isOwn(String origin, ServerHttpRequest request) {
        var host = request.getHeaders().getFirst(HttpHeaders.HOST);
        try {
            var from = URI.create(origin);
            return host != null && host.equalsIgnoreCase(from.getRawAuthority()) && isAsSecure(from, request.getURI());
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    /** Anybody on the way can write a page of http. A proxy that is not named may hide that we are asked by https. */
    private static boolean isAsSecure(URI from, URI own) {
        return !"https".equalsIgnoreCase(own.getScheme()) || "https".equalsIgnoreCase(from.getScheme());
    }
}
