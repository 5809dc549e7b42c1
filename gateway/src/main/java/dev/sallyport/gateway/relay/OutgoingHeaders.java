package dev.sallyport.gateway.relay;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR;

import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * Puts the token on the request as the last thing before it leaves, after every other filter: none of them sees it, and
 * no header of the sender's can take it away. A service that gets a token gets no cookie.
 */
@Component
final class OutgoingHeaders implements HttpHeadersFilter, Ordered {

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public HttpHeaders filter(HttpHeaders headers, ServerWebExchange exchange) {
        switch (Decision.in(exchange)) {
            case Decision.RelayToken relay -> {
                headers.remove(HttpHeaders.COOKIE);
                headers.setBearerAuth(relay.token());
            }
            case Decision.RelayNothing nothing -> {}
            case null ->
                throw new IllegalStateException("Neither Relay nor Public decided about a request on route "
                        + exchange.getAttribute(GATEWAY_ROUTE_ATTR));
        }
        return headers;
    }
}
