package dev.sallyport.gateway.relay;

import dev.sallyport.gateway.settings.WrongSetting;
import java.util.HashSet;
import java.util.Set;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.cloud.gateway.config.GatewayProperties;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteDefinition;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;

/**
 * Stops the start when a route has a predicate or filter that does not exist, or that cannot take its arguments. Spring
 * Cloud Gateway would start, and serve none of the routes.
 */
@Component
final class RouteParts implements SmartInitializingSingleton {

    private final GatewayProperties properties;
    private final RouteLocator routes;

    RouteParts(GatewayProperties properties, @Qualifier("routeDefinitionRouteLocator") RouteLocator routes) {
        this.properties = properties;
        this.routes = routes;
    }

    @Override
    public void afterSingletonsInstantiated() {
        var built = new HashSet<String>();
        var all =
                routes.getRoutes().map(Route::getId).doOnNext(built::add).then().toFuture();
        if (all.isCompletedExceptionally()) {
            throw wrong(built, all.exceptionNow());
        }
    }

    private WrongSetting wrong(Set<String> built, Throwable failure) {
        var first = properties.getRoutes().stream()
                .map(RouteDefinition::getId)
                .filter(id -> !built.contains(id))
                .findFirst()
                .orElse("");
        return new WrongSetting(
                "Route '" + first + "' cannot be built: "
                        + NestedExceptionUtils.getMostSpecificCause(failure).getMessage() + ".",
                "Mend its predicates, filters and uri.");
    }
}
