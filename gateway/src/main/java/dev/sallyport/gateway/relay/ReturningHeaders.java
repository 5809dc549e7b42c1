package dev.sallyport.gateway.relay;

import dev.sallyport.gateway.session.OwnCookies;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Set;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * What a browser gets of a service's headers: nothing that concerns the connection alone, and no cookie with a name of
 * ours. An answer to a person is kept out of shared caches unless its service lets it in: RFC 9111 section 3.5 does that by
 * {@code Authorization}, which the service got and a cache in front of us never saw. Spring Cloud Gateway gives each
 * answer's headers as a map of their own, so nothing is copied.
 */
@Component
final class ReturningHeaders implements HttpHeadersFilter {

    private static final Set<String> WHO_MAY_KEEP_IT = Set.of("private", "no-store", "public", "must-revalidate");

    @Override
    public boolean supports(Type type) {
        return type == Type.RESPONSE;
    }

    @Override
    public HttpHeaders filter(HttpHeaders headers, ServerWebExchange exchange) {
        var hopByHop = HopByHop.of(headers);
        new ArrayList<>(headers.headerNames())
                .stream().filter(hopByHop::contains).forEach(headers::remove);
        var cookies = headers.get(HttpHeaders.SET_COOKIE);
        if (cookies != null && cookies.stream().anyMatch(OwnCookies::isIn)) {
            headers.put(
                    HttpHeaders.SET_COOKIE,
                    cookies.stream().filter(cookie -> !OwnCookies.isIn(cookie)).toList());
        }
        if (Callers.known(exchange) instanceof Callers.Caller.Person && !saysWhoMayKeepIt(headers)) {
            headers.add(HttpHeaders.CACHE_CONTROL, "private");
        }
        return headers;
    }

    private static boolean saysWhoMayKeepIt(HttpHeaders headers) {
        for (var value : headers.getOrEmpty(HttpHeaders.CACHE_CONTROL)) {
            for (var directive : value.split(",", -1)) {
                if (isAboutAll(directive.trim().toLowerCase(Locale.ROOT))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Not {@code private="Set-Cookie"}, which leaves the rest to everybody. */
    private static boolean isAboutAll(String directive) {
        return WHO_MAY_KEEP_IT.contains(directive) || directive.startsWith("s-maxage=");
    }
}
