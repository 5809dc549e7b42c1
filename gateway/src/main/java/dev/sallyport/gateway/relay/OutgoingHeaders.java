package dev.sallyport.gateway.relay;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR;

import dev.sallyport.gateway.proxy.ForwardedHeaders;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * What a service gets of a request's headers, in one pass over them: nothing that concerns the connection alone, of proxies
 * only what a trusted one said, and the token as the last thing before it leaves, after every other filter: none of them
 * sees it, and no header of the sender's can take it away. A service that gets a token gets no cookie.
 */
@Component
final class OutgoingHeaders implements HttpHeadersFilter, Ordered {

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public HttpHeaders filter(HttpHeaders headers, ServerWebExchange exchange) {
        var token = token(exchange);
        var hopByHop = HopByHop.of(headers);
        var outgoing = new HttpHeaders();
        for (var header : headers.headerSet()) {
            var name = header.getKey();
            var cookie = token != null && name.equalsIgnoreCase(HttpHeaders.COOKIE);
            if (!cookie && !hopByHop.contains(name) && !ForwardedHeaders.contains(name)) {
                outgoing.addAll(name, header.getValue());
            }
        }
        ForwardedHeaders.tell(exchange.getRequest().getHeaders(), outgoing);
        if (isGrpc(headers)) {
            outgoing.set(HttpHeaders.TE, "trailers");
        }
        if (token != null) {
            outgoing.setBearerAuth(token);
        }
        return outgoing;
    }

    private static @Nullable String token(ServerWebExchange exchange) {
        return switch (Decision.in(exchange)) {
            case Decision.RelayToken relay -> relay.token();
            case Decision.RelayNothing nothing -> null;
            case null ->
                throw new IllegalStateException("Neither Relay nor Public decided about a request on route "
                        + exchange.getAttribute(GATEWAY_ROUTE_ATTR));
        };
    }

    /** It needs to be told that trailers are read (RFC 9113 section 8.2.2). */
    private static boolean isGrpc(HttpHeaders headers) {
        var type = headers.getFirst(HttpHeaders.CONTENT_TYPE);
        return type != null && type.regionMatches(true, 0, "application/grpc", 0, "application/grpc".length());
    }
}
