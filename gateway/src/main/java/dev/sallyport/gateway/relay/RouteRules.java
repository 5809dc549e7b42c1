package dev.sallyport.gateway.relay;

import dev.sallyport.gateway.settings.StartCheck;
import dev.sallyport.gateway.settings.WrongSetting;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.cloud.gateway.config.GatewayProperties;
import org.springframework.cloud.gateway.filter.FilterDefinition;
import org.springframework.cloud.gateway.route.RouteDefinition;

/**
 * Stops the start when a route does not say what its service gets. Routes that come later, or from Java code, are held to
 * the same when they are called: {@link OutgoingHeaders} lets nothing leave that nothing was decided about.
 */
@StartCheck
final class RouteRules implements SmartInitializingSingleton {

    private final GatewayProperties properties;

    RouteRules(GatewayProperties properties) {
        this.properties = properties;
    }

    @Override
    public void afterSingletonsInstantiated() {
        properties.getRoutes().forEach(this::check);
    }

    private void check(RouteDefinition route) {
        var id = String.valueOf(route.getId());
        List<String> filters = Stream.concat(properties.getDefaultFilters().stream(), route.getFilters().stream())
                .map(FilterDefinition::getName)
                .toList();
        route.getFilters().forEach(filter -> checkArguments(id, filter));
        var relay = filters.contains("Relay");
        var open = filters.contains("Public");
        if (relay == open && !isOpenWithOwnToken(route, filters)) {
            throw wrong(
                    id,
                    relay ? "both Relay and Public" : "neither Relay nor Public",
                    "Give it Relay=<audience> if its service is to know who calls, or Public if anybody may call it"
                            + " without a token. Only Public before Relay=<audience>,client is both: anybody may call, and"
                            + " the service gets the gateway's own token.");
        }
        if (relay && filters.contains("LocalResponseCache")) {
            throw wrong(
                    id,
                    "both Relay and LocalResponseCache",
                    "A cached answer is given before anybody asks who calls: leave one of the two out.");
        }
        if (relay && filters.contains("RequestHeaderToRequestUri")) {
            throw wrong(
                    id,
                    "both Relay and RequestHeaderToRequestUri",
                    "Whoever calls would choose who gets the token: leave one of the two out.");
        }
        if (open && filters.contains("RequireScopes")) {
            throw wrong(
                    id,
                    "both Public and RequireScopes",
                    "Scopes are of a caller, and a Public route asks for none: use Relay=<audience> instead of Public.");
        }
    }

    private static boolean isOpenWithOwnToken(RouteDefinition route, List<String> filters) {
        return filters.indexOf("Public") < filters.indexOf("Relay")
                && route.getFilters().stream().anyMatch(RouteRules::relaysOwnToken);
    }

    private static boolean relaysOwnToken(FilterDefinition filter) {
        return "Relay".equals(filter.getName())
                && filter.getArgs().containsValue(RelayGatewayFilterFactory.CLIENT)
                && filter.getArgs().size() == 2;
    }

    private static void checkArguments(String route, FilterDefinition filter) {
        if ("Relay".equals(filter.getName())
                && !isRelay(List.copyOf(filter.getArgs().values()))) {
            throw wrong(
                    route,
                    "a Relay with wrong arguments",
                    "Relay takes one audience, or none: Relay=<audience>. The only word that may follow is client:"
                            + " Relay=<audience>,client.");
        }
        if ("RequireScopes".equals(filter.getName())
                && filter.getArgs().values().stream().allMatch(String::isBlank)) {
            throw wrong(route, "a RequireScopes without a scope", "Name the scopes: RequireScopes=orders:read.");
        }
    }

    private static boolean isRelay(List<String> arguments) {
        return arguments.size() < 2
                || (arguments.size() == 2
                        && !arguments.getFirst().isBlank()
                        && arguments.getLast().equals(RelayGatewayFilterFactory.CLIENT));
    }

    private static WrongSetting wrong(String route, String what, String remedy) {
        return new WrongSetting("Route '" + route + "' has " + what + ".", remedy);
    }
}
