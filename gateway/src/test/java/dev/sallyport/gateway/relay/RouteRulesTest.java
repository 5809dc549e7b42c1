package dev.sallyport.gateway.relay;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.gateway.settings.WrongSetting;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.cloud.gateway.config.GatewayProperties;
import org.springframework.cloud.gateway.filter.FilterDefinition;
import org.springframework.cloud.gateway.route.RouteDefinition;

class RouteRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "StripPrefix=1",
                "TokenRelay=",
                "RequireScopes=orders:read",
                "Relay=orders Public",
                "Public Relay=",
                "Public RequireScopes=orders:read",
                "Relay=orders,robot",
                "Relay=orders,client,client",
                "Relay=orders,client Public",
                "Relay=orders RequireScopes=",
                "Relay=orders LocalResponseCache=30m",
                "Relay=orders RequestHeaderToRequestUri=X-Service"
            })
    void stopTheStartForARouteThatLeavesOpenWhatItsServiceGets(String filters) {
        assertThatThrownBy(() -> check(filters))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("'shop'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Public",
                "Relay=",
                "Relay=orders",
                "Relay=orders,client",
                "Public Relay=orders,client",
                "RequireScopes=orders:read Relay=orders StripPrefix=1"
            })
    void letARoutePassThatSaysIt(String filters) {
        assertThatCode(() -> check(filters)).doesNotThrowAnyException();
    }

    private static void check(String filters) {
        var route = new RouteDefinition();
        route.setId("shop");
        route.setFilters(
                Arrays.stream(filters.split(" ")).map(FilterDefinition::new).toList());
        var properties = new GatewayProperties();
        properties.setRoutes(List.of(route));
        new RouteRules(properties).afterSingletonsInstantiated();
    }
}
