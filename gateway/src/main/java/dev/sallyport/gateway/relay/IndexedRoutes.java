package dev.sallyport.gateway.relay;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_PREDICATE_PATH_CONTAINER_ATTR;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_PREDICATE_ROUTE_ATTR;

import dev.sallyport.gateway.answer.ReservedAddresses;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
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
import org.springframework.web.server.ServerWebExchange;
import reactor.core.Exceptions;
import reactor.core.Fuseable;
import reactor.core.publisher.Mono;

/**
 * Finds the route of a request as Spring Cloud Gateway does, but asks only those that its path may belong to. It comes
 * before the gateway's own endpoints, so that a request for a service need not be held against each of them, and leaves to
 * them what is theirs; an operator's endpoints, should they be on the same port, are at -100 and come before.
 */
@Component
final class IndexedRoutes extends RoutePredicateHandlerMapping {

    /** Before {@code RouterFunctionMapping}. */
    private static final int ORDER = -2;

    private final RouteLocator routes;

    /** Another one after each refresh, so that what was built of former routes is not kept. */
    private volatile AtomicReference<@Nullable RouteIndex> index = new AtomicReference<>();

    IndexedRoutes(
            FilteringWebHandler handler, RouteLocator routes, GlobalCorsProperties cors, Environment environment) {
        super(handler, routes, cors, environment);
        this.routes = routes;
        setOrder(ORDER);
    }

    @EventListener
    void rebuild(RefreshRoutesResultEvent refreshed) {
        index = new AtomicReference<>();
    }

    @Override
    protected Mono<?> getHandlerInternal(ServerWebExchange exchange) {
        var path = exchange.getRequest().getPath().pathWithinApplication();
        return ReservedAddresses.contain(path) ? Mono.empty() : super.getHandlerInternal(exchange);
    }

    @Override
    protected Mono<Route> lookupRoute(ServerWebExchange exchange) {
        var latest = index;
        var known = latest.get();
        return known == null
                ? built().doOnNext(latest::set).flatMap(fresh -> firstOf(fresh.candidates(path(exchange)), exchange))
                : firstOf(known.candidates(path(exchange)), exchange);
    }

    private Mono<RouteIndex> built() {
        return routes.getRoutes().collectList().map(RouteIndex::of);
    }

    /** A predicate that fails ends the request: the next route may be open to more people. */
    private static Mono<Route> firstOf(List<Route> candidates, ServerWebExchange exchange) {
        for (var place = 0; place < candidates.size(); place++) {
            var route = candidates.get(place);
            exchange.getAttributes().put(GATEWAY_PREDICATE_ROUTE_ATTR, route.getId());
            var matches = route.getPredicate().apply(exchange);
            var known = atOnce(matches);
            if (known == null) {
                var others = candidates.subList(place + 1, candidates.size());
                return Mono.from(matches)
                        .defaultIfEmpty(false)
                        .flatMap(yes -> yes ? Mono.just(route) : firstOf(others, exchange));
            }
            if (known) {
                return Mono.just(route);
            }
        }
        return Mono.empty();
    }

    /** What a predicate says that waits for nothing, as most do; null of one that may wait. */
    private static @Nullable Boolean atOnce(Publisher<Boolean> matches) {
        try {
            return matches instanceof Fuseable.ScalarCallable<?> known ? Boolean.TRUE.equals(known.call()) : null;
        } catch (Exception failure) {
            throw Exceptions.propagate(failure);
        }
    }

    /** Where the predicates look for it too. */
    private static PathContainer path(ServerWebExchange exchange) {
        return (PathContainer) exchange.getAttributes()
                .computeIfAbsent(
                        GATEWAY_PREDICATE_PATH_CONTAINER_ATTR,
                        absent -> exchange.getRequest().getPath().pathWithinApplication());
    }
}
