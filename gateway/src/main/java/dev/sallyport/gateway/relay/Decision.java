package dev.sallyport.gateway.relay;

import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/**
 * What a route decided to give its service: one token, or none on purpose. A request about which nothing was decided
 * goes nowhere.
 */
sealed interface Decision {

    String ATTRIBUTE = Decision.class.getName();

    record RelayToken(String token) implements Decision {

        @Override
        public String toString() {
            return "RelayToken[]";
        }
    }

    record RelayNothing() implements Decision {}

    default void decide(ServerWebExchange exchange) {
        exchange.getAttributes().put(ATTRIBUTE, this);
    }

    static @Nullable Decision in(ServerWebExchange exchange) {
        return exchange.getAttribute(ATTRIBUTE);
    }
}
