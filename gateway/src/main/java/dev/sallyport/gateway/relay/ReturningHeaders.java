package dev.sallyport.gateway.relay;

import dev.sallyport.gateway.session.OwnCookies;
import java.util.ArrayList;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * What a browser gets of a service's headers: nothing that concerns the connection alone, and no cookie with a name of
 * ours. Spring Cloud Gateway gives each answer's headers as a map of their own, so nothing is copied.
 */
@Component
final class ReturningHeaders implements HttpHeadersFilter {

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
        return headers;
    }
}
