package dev.sallyport.gateway.relay;

import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.factory.AbstractGatewayFilterFactory;
import org.springframework.stereotype.Component;

/**
 * {@code Public}: anybody may call the service, and it gets no token; no session is looked up. Before a {@code
 * Relay=<audience>,client} it lets anybody call a service that gets the gateway's own token.
 */
@Component
final class PublicGatewayFilterFactory extends AbstractGatewayFilterFactory<Object> {

    private static final Decision NOTHING = new Decision.RelayNothing();

    @Override
    public GatewayFilter apply(Object none) {
        return (exchange, chain) -> {
            NOTHING.decide(exchange);
            return chain.filter(exchange);
        };
    }
}
