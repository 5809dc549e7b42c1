package dev.sallyport.gateway.relay;

import dev.sallyport.gateway.session.OwnCookies;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/** Keeps a service from setting a cookie with a name of ours. */
@Component
final class ReturningHeaders implements HttpHeadersFilter {

    @Override
    public boolean supports(Type type) {
        return type == Type.RESPONSE;
    }

    @Override
    public HttpHeaders filter(HttpHeaders headers, ServerWebExchange exchange) {
        var cookies = headers.get(HttpHeaders.SET_COOKIE);
        if (cookies == null || cookies.stream().noneMatch(OwnCookies::isIn)) {
            return headers;
        }
        var kept = HttpHeaders.copyOf(headers);
        kept.put(
                HttpHeaders.SET_COOKIE,
                cookies.stream().filter(cookie -> !OwnCookies.isIn(cookie)).toList());
        return kept;
    }
}
