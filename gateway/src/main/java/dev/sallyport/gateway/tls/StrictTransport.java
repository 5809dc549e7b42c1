package dev.sallyport.gateway.tls;

import java.util.List;
import org.springframework.core.PriorityOrdered;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Has browsers that came by TLS never come without it for a year (RFC 6797). A service, or a route's filter, that says
 * more about it is left its word. Comes before the filters that refuse requests, so that refusals say it too.
 */
@Component
final class StrictTransport implements WebFilter, PriorityOrdered {

    private static final String HEADER = "Strict-Transport-Security";
    private static final String A_YEAR = "max-age=31536000";

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (exchange.getRequest().getSslInfo() != null) {
            var response = exchange.getResponse();
            response.beforeCommit(
                    () -> Mono.fromRunnable(() -> response.getHeaders().putIfAbsent(HEADER, List.of(A_YEAR))));
        }
        return chain.filter(exchange);
    }
}
