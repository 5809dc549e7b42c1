package dev.sallyport.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.cloud.gateway.config.GatewayMetricsProperties;
import org.springframework.cloud.gateway.support.tagsprovider.GatewayHttpTagsProvider;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

class RequestTimerTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final RequestTimer timer =
            new RequestTimer(meters, List.of(new GatewayHttpTagsProvider()), new GatewayMetricsProperties());

    @Test
    void tellsMethodsApart() {
        ask("GET");
        ask("POST");
        ask("GET");

        assertThat(meters.getMeters()).extracting(RequestTimerTest::method).containsExactlyInAnyOrder("GET", "POST");
        assertThat(meters.timer(
                                "spring.cloud.gateway.requests",
                                meters.getMeters().getFirst().getId().getTags())
                        .count())
                .isPositive();
    }

    @Test
    void keepsOneTimerForAllMethodsThatCallersMakeUp() {
        for (var each = 0; each < 100; each++) {
            ask("MADE-UP-" + each);
        }

        assertThat(meters.getMeters()).extracting(RequestTimerTest::method).containsExactly("OTHER");
    }

    private void ask(String method) {
        var exchange = MockServerWebExchange.from(MockServerHttpRequest.method(HttpMethod.valueOf(method), "/orders"));
        timer.filter(exchange, asked -> asked.getResponse().setComplete()).block();
    }

    private static String method(Meter meter) {
        return String.valueOf(meter.getId().getTag("httpMethod"));
    }
}
