package dev.sallyport.gateway.relay;

import dev.sallyport.gateway.answer.Refusal;
import dev.sallyport.gateway.session.SessionCookie;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** What a request brings to show who calls: the session cookie, a bearer token (RFC 6750 section 2.1), or nothing. */
sealed interface Credentials {

    record Cookie() implements Credentials {}

    record Bearer(String token) implements Credentials {

        @Override
        public String toString() {
            return "Bearer[]";
        }
    }

    record None() implements Credentials {}

    /** Both at once, or two {@code Authorization} headers, leave open who calls: 400. */
    static Credentials of(ServerHttpRequest request) {
        var bearer = bearer(request.getHeaders().getOrDefault(HttpHeaders.AUTHORIZATION, List.of()));
        var cookie = SessionCookie.isIn(request);
        if (bearer != null && cookie) {
            throw Refusal.badRequest("Both a session cookie and a bearer token");
        }
        if (bearer != null) {
            return new Bearer(bearer);
        }
        return cookie ? new Cookie() : new None();
    }

    private static @Nullable String bearer(List<String> authorization) {
        if (authorization.size() > 1) {
            throw Refusal.badRequest("More than one Authorization header");
        }
        var scheme = "Bearer ";
        return authorization.isEmpty() || !authorization.getFirst().regionMatches(true, 0, scheme, 0, scheme.length())
                ? null
                : authorization.getFirst().substring(scheme.length()).trim();
    }
}
