package dev.sallyport.gateway.relay;

import java.util.Map;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebExchangeDecorator;

/**
 * An exchange with another request or response. Its attributes, which each filter asks for several times, are at hand
 * however many others it stands on.
 */
final class RelayedExchange extends ServerWebExchangeDecorator {

    private final ServerHttpRequest request;
    private final ServerHttpResponse response;
    private final Map<String, Object> attributes;

    private RelayedExchange(ServerWebExchange exchange, ServerHttpRequest request, ServerHttpResponse response) {
        super(exchange);
        this.request = request;
        this.response = response;
        this.attributes = exchange.getAttributes();
    }

    static ServerWebExchange of(ServerWebExchange exchange, ServerHttpRequest request) {
        return new RelayedExchange(exchange, request, exchange.getResponse());
    }

    static ServerWebExchange of(ServerWebExchange exchange, ServerHttpResponse response) {
        return new RelayedExchange(exchange, exchange.getRequest(), response);
    }

    @Override
    public ServerHttpRequest getRequest() {
        return request;
    }

    @Override
    public ServerHttpResponse getResponse() {
        return response;
    }

    @Override
    public Map<String, Object> getAttributes() {
        return attributes;
    }
}
