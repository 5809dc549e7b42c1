package dev.sallyport.gateway.relay;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_PREDICATE_MATCHED_PATH_ATTR;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.config.GatewayMetricsProperties;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.tagsprovider.GatewayTagsProvider;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Times each request that a route takes, until its answer begins, under the name and the tags that Spring Cloud Gateway
 * gives it. Spring Cloud Gateway's own filter looks its timer up by all tags for each request, and puts operators around
 * all that comes after it.
 */
@Component
final class RequestTimer implements GlobalFilter, Ordered {

    private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.values());

    /** For methods that callers make up: each would leave a timer of its own for good. */
    private static final HttpMethod OTHER = HttpMethod.valueOf("OTHER");

    private final MeterRegistry meters;
    private final List<GatewayTagsProvider> tags;
    private final String name;
    private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

    RequestTimer(MeterRegistry meters, List<GatewayTagsProvider> tags, GatewayMetricsProperties properties) {
        this.meters = meters;
        this.tags = tags;
        this.name = properties.getPrefix().replaceFirst("\\.$", "") + ".requests";
    }

    /** Requests that share a timer, for all that tags are made of is the same. */
    private record Kind(
            @Nullable String route,
            @Nullable URI service,
            @Nullable String path,
            HttpMethod method,
            @Nullable HttpStatusCode status) {

        static Kind of(ServerWebExchange exchange) {
            Route route = exchange.getAttribute(GATEWAY_ROUTE_ATTR);
            var method = exchange.getRequest().getMethod();
            return new Kind(
                    route == null ? null : route.getId(),
                    route == null ? null : route.getUri(),
                    exchange.getAttribute(GATEWAY_PREDICATE_MATCHED_PATH_ATTR),
                    METHODS.contains(method) ? method : OTHER,
                    exchange.getResponse().getStatusCode());
        }
    }

    @Override
    public int getOrder() {
        return 0;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        var begun = System.nanoTime();
        exchange.getResponse().beforeCommit(() -> {
            timer(exchange).record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
            return Mono.empty();
        });
        return chain.filter(exchange);
    }

    private Timer timer(ServerWebExchange exchange) {
        return timers.computeIfAbsent(Kind.of(exchange), kind -> meters.timer(name, tags(exchange, kind)));
    }

    private Tags tags(ServerWebExchange exchange, Kind kind) {
        var all = tags.stream().map(some -> some.apply(exchange)).reduce(Tags.empty(), Tags::and);
        return kind.method.equals(OTHER) ? all.and("httpMethod", OTHER.name()) : all;
    }
}
