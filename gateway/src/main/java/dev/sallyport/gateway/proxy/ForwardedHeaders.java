package dev.sallyport.gateway.proxy;

import java.util.List;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/** Tells services what a trusted proxy said, which Spring Cloud Gateway takes away for not knowing whom we trust. */
@Component
final class ForwardedHeaders implements HttpHeadersFilter, Ordered {

    private static final List<String> TOLD =
            List.of(ForwardedRequests.FOR, ForwardedRequests.PROTO, ForwardedRequests.HOST);

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE - 1;
    }

    @Override
    public HttpHeaders filter(HttpHeaders headers, ServerWebExchange exchange) {
        var believed = exchange.getRequest().getHeaders();
        for (var name : TOLD) {
            var value = believed.getFirst(name);
            if (value != null) {
                headers.set(name, value);
            }
        }
        return headers;
    }
}
