package dev.sallyport.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.webflux.autoconfigure.WebFluxProperties;
import org.springframework.cloud.gateway.handler.AsyncPredicate;
import org.springframework.cloud.gateway.handler.predicate.MethodRoutePredicateFactory;
import org.springframework.cloud.gateway.handler.predicate.PathRoutePredicateFactory;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

class RouteIndexTest {

    private static final PathRoutePredicateFactory PATHS = new PathRoutePredicateFactory(new WebFluxProperties());

    private final List<Route> routes = Stream.of(
                    path("/api/orders"),
                    path("/api/orders/**"),
                    path("/api/orders/{id}/refund"),
                    path("/api/*/whoami"),
                    path("/API/Orders/**"),
                    path("/api/invoices/**", "/old/invoices/**"),
                    path("/api/orders/").and(methodGet()),
                    methodGet().and(path("/api/orders/items/**")),
                    path("/a b/**"),
                    path("/caf%C3%A9/**"),
                    path("/{*rest}"),
                    path("/files/{name:[a-z]+}.txt"),
                    path("old/**"),
                    path("/api/orders/**").negate(),
                    path("/api/orders/**").or(path("/elsewhere")),
                    AsyncPredicate.from(
                            exchange -> exchange.getRequest().getURI().getPath().length() > 20),
                    path("/**"))
            .map(RouteIndexTest::route)
            .toList();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "",
                "/api",
                "/api/orders",
                "/api/orders/",
                "/api/orders/7/refund",
                "/API/orders/7",
                "/api/whoami/whoami",
                "//api/orders",
                "/api//orders",
                "/api/orders;v=1/7",
                "/api/%6Frders/7",
                "/api%2Forders/7",
                "/api/orders/../invoices/7",
                "/api/orders%2F7",
                "/old/invoices/7",
                "/old/anything",
                "/a%20b/c",
                "/caf%C3%A9/x",
                "/caf%25C3%25A9/x",
                "/files/abc.txt",
                "/elsewhere",
                "/nowhere/at/all/that/is/known"
            })
    void findsWhatAskingEachRouteFinds(String path) {
        var index = RouteIndex.of(routes);

        var asked = index.candidates(PathContainer.parsePath(path));

        assertThat(matching(asked, path)).isEqualTo(matching(routes, path));
    }

    @Test
    void asksFewOfManyRoutes() {
        var many = IntStream.range(0, 1_000)
                .mapToObj(number -> route(path("/api/service-" + number + "/**")))
                .toList();

        var asked = RouteIndex.of(many).candidates(PathContainer.parsePath("/api/service-777/items"));

        assertThat(asked).containsExactly(many.get(777));
    }

    private static List<Route> matching(List<Route> routes, String path) {
        var matching = new ArrayList<Route>();
        for (var route : routes) {
            var request = MockServerHttpRequest.method(HttpMethod.GET, URI.create("http://gateway.example" + path));
            var exchange = MockServerWebExchange.from(request);
            if (Boolean.TRUE.equals(
                    Mono.from(route.getPredicate().apply(exchange)).block())) {
                matching.add(route);
            }
        }
        return matching;
    }

    private static AsyncPredicate<ServerWebExchange> path(String... patterns) {
        return AsyncPredicate.from(PATHS.apply(new PathRoutePredicateFactory.Config().setPatterns(List.of(patterns))));
    }

    private static AsyncPredicate<ServerWebExchange> methodGet() {
        var config = new MethodRoutePredicateFactory.Config();
        config.setMethods(HttpMethod.GET);
        return AsyncPredicate.from(new MethodRoutePredicateFactory().apply(config));
    }

    private static Route route(AsyncPredicate<ServerWebExchange> predicate) {
        return Route.async()
                .id(predicate.toString())
                .uri("http://service.example")
                .asyncPredicate(predicate)
                .build();
    }
}
