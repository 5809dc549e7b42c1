package dev.sallyport.gateway.check;

import dev.sallyport.gateway.proxy.TrustedProxies;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.cloud.gateway.config.GatewayProperties;
import org.springframework.cloud.gateway.config.GlobalCorsProperties;
import org.springframework.cloud.gateway.filter.FilterDefinition;
import org.springframework.cloud.gateway.route.RouteDefinition;

/** Who may call what, and what the services get. */
final class RoutePosture {

    /** Addresses that are nobody's proxies: two for documentation (RFC 5737, RFC 3849), one that all know. */
    private static final List<String> STRANGERS = List.of("203.0.113.7", "2001:db8::7", "8.8.8.8");

    private RoutePosture() {}

    static Stream<Finding> of(GatewayProperties gateway, GlobalCorsProperties cors, TrustedProxies trusted) {
        return Stream.of(
                        gateway.getRoutes().stream().flatMap(route -> relay(gateway, route)),
                        open(gateway),
                        proxies(trusted),
                        cors(cors))
                .flatMap(findings -> findings);
    }

    private static Stream<Finding> relay(GatewayProperties gateway, RouteDefinition route) {
        return filters(gateway, route)
                .filter(filter -> "Relay".equals(filter.getName()))
                .filter(filter -> filter.getArgs().values().stream().allMatch(String::isBlank))
                .map(filter -> Finding.warning(
                        "Route '" + route.getId() + "' has Relay without an audience",
                        "Its service gets a token that other services take too, and can use it there."
                                + " Write Relay=<audience>."));
    }

    private static Stream<Finding> open(GatewayProperties gateway) {
        var ids = gateway.getRoutes().stream()
                .filter(route -> filters(gateway, route).anyMatch(filter -> "Public".equals(filter.getName())))
                .map(route -> "'" + route.getId() + "'")
                .collect(Collectors.joining(", "));
        return ids.isEmpty()
                ? Stream.empty()
                : Stream.of(
                        Finding.note("Public routes: " + ids, "Anybody may call them, with any method they match."));
    }

    private static Stream<Finding> proxies(TrustedProxies trusted) {
        return STRANGERS.stream().noneMatch(trusted::trust)
                ? Stream.empty()
                : Stream.of(Finding.warning(
                        TrustedProxies.NAME + " is " + String.join(", ", trusted.trustedProxies()),
                        "It trusts addresses of the Internet to say who calls, by X-Forwarded-*."
                                + " Name your proxies alone."));
    }

    private static Stream<Finding> cors(GlobalCorsProperties cors) {
        return cors.getCorsConfigurations().keySet().stream()
                .map(path -> Finding.warning(
                        "Pages of other origins may read " + path + " (globalcors)",
                        "They act with the session of whoever looks at them, if they are of the same site."
                                + " Serve the pages from this origin."));
    }

    private static Stream<FilterDefinition> filters(GatewayProperties gateway, RouteDefinition route) {
        return Stream.concat(gateway.getDefaultFilters().stream(), route.getFilters().stream());
    }
}
