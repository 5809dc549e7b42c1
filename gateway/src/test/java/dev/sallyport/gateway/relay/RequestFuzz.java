package dev.sallyport.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import dev.sallyport.gateway.answer.Refusal;
import dev.sallyport.gateway.session.OwnCookies;
import dev.sallyport.gateway.settings.WrongSetting;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.cloud.gateway.config.GatewayProperties;
import org.springframework.cloud.gateway.filter.FilterDefinition;
import org.springframework.cloud.gateway.route.RouteDefinition;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

/** A fuzzer looks for headers by which a credential or a name passes, and for filters of a route that fail. */
public final class RequestFuzz {

    private RequestFuzz() {}

    public static void bringsNothingTheSenderDidNotEarn(FuzzedDataProvider data) {
        var headers = new HttpHeaders();
        headers.add(data.consumeString(30), data.consumeString(30));
        headers.add("Cookie", data.consumeString(100));
        headers.add("Authorization", data.consumeString(100));

        var cleaned = IncomingRequest.clean(headers);

        assertThat(cleaned.getOrEmpty("Cookie"))
                .allSatisfy(header ->
                        assertThat(Arrays.stream(header.split(";", -1))).noneMatch(OwnCookies::isIn));
        assertThat(cleaned.headerNames())
                .noneMatch(
                        name -> name.toLowerCase(Locale.ROOT).replace('_', '-').matches("authorization|x-user.*"));
        readsCredentials(headers);
        checksARoute(data.consumeRemainingAsString());
    }

    private static void readsCredentials(HttpHeaders headers) {
        try {
            assertThat(Credentials.of(
                            MockServerHttpRequest.get("/").headers(headers).build()))
                    .isNotNull();
        } catch (Refusal expected) {
            assertThat(expected.status().value()).isEqualTo(400);
        }
    }

    private static void checksARoute(String arguments) {
        var route = new RouteDefinition();
        route.setId("shop");
        var properties = new GatewayProperties();
        properties.setRoutes(List.of(route));
        try {
            route.setFilters(List.of(new FilterDefinition("Relay=" + arguments)));
            new RouteRules(properties).afterSingletonsInstantiated();
        } catch (WrongSetting expected) {
            assertThat(expected.getMessage()).contains("'shop'");
        }
    }
}
