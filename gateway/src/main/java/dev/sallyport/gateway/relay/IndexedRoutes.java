package dev.sallyport.gateway.relay;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_PREDICATE_PATH_CONTAINER_ATTR;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_PREDICATE_ROUTE_ATTR;
import static org.springframework.http.server.PathContainer.parsePath;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.boot.webflux.autoconfigure.WebFluxProperties;
import org.springframework.cloud.gateway.config.GlobalCorsProperties;
import org.springframework.cloud.gateway.event.RefreshRoutesResultEvent;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.cloud.gateway.handler.RoutePredicateHandlerMapping;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Finds the route of a request as Spring Cloud Gateway does, but asks only those that its path may belong to. */
@Component
final class IndexedRoutes extends RoutePredicateHandlerMapping {

    private final RouteLocator routes;
    private final AtomicReference<Mono<RouteIndex>> index;

    /** What every pattern begins with, and none says. */
    private final boolean basePath;

    IndexedRoutes(
            FilteringWebHandler handler,
            RouteLocator routes,
            GlobalCorsProperties cors,
            Environment environment,
            WebFluxProperties webFlux) {
        super(handler, routes, cors, environment);
        this.routes = routes;
        this.basePath = StringUtils.hasText(webFlux.getBasePath());
        this.index = new AtomicReference<>(built());
    }

    @EventListener
    void rebuild(RefreshRoutesResultEvent refreshed) {
        index.set(built());
    }

    @Override
    protected Mono<Route> lookupRoute(ServerWebExchange exchange) {
        return basePath ? super.lookupRoute(exchange) : lookupByPath(exchange);
    }

    private Mono<Route> lookupByPath(ServerWebExchange exchange) {
        return index.get()
                .flatMapIterable(known -> known.candidates(path(exchange)))
                .filterWhen(route -> matches(route, exchange))
                .next();
    }

    /** Built once, by whoever comes first; a failure is not kept. */
    private Mono<RouteIndex> built() {
        return routes.getRoutes()
                .collectList()
                .map(RouteIndex::of)
                .cache(known -> Duration.ofMillis(Long.MAX_VALUE), failure -> Duration.ZERO, () -> Duration.ZERO);
    }

    /** A predicate that fails ends the request: the next route may be open to more people. */
    private Mono<Boolean> matches(Route route, ServerWebExchange exchange) {
        exchange.getAttributes().put(GATEWAY_PREDICATE_ROUTE_ATTR, route.getId());
        return Mono.defer(() -> Mono.from(route.getPredicate().apply(exchange)));
    }

    /** Where the predicates look for it too. */
    private static PathContainer path(ServerWebExchange exchange) {
        return (PathContainer) exchange.getAttributes()
                .computeIfAbsent(
                        GATEWAY_PREDICATE_PATH_CONTAINER_ATTR,
                        absent -> parsePath(exchange.getRequest().getURI().getRawPath()));
    }
}
