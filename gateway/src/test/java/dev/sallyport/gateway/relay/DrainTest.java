package dev.sallyport.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.gateway.answer.Refusal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

class DrainTest {

    private final Drain drain = new Drain(new DrainSettings(Duration.ofMillis(100)));

    @Test
    void leavesRequestsAloneWhileTheGatewayRuns() {
        var exchange = exchange("Accept", "text/event-stream");

        drain.filter(exchange, rest -> Mono.empty()).block();

        assertThat(exchange.getResponse().getHeaders().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"Upgrade, websocket", "Accept, text/event-stream", "Accept, 'text/event-stream;q=0.9, */*'"})
    void sendsNewStreamsElsewhere(String header, String value) {
        drain.stop();
        var exchange = exchange(header, value);

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> drain.filter(exchange, rest -> Mono.empty()).block())
                .matches(refusal -> refusal.status() == HttpStatus.SERVICE_UNAVAILABLE);
    }

    @Test
    void lastsAsLongAsBalancersNeedToNotice() {
        var stopped = new CompletableFuture<Void>();
        var before = System.nanoTime();

        drain.stop(() -> stopped.complete(null));

        assertThat(drain.isRunning()).isFalse();
        stopped.join();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(100));
    }

    @Test
    void answersARequestAndClosesItsConnection() {
        drain.stop();
        var exchange = exchange("Accept", "application/json");

        drain.filter(exchange, rest -> Mono.empty()).block();

        assertThat(exchange.getResponse().getHeaders().getConnection()).containsExactly("close");
    }

    private static MockServerWebExchange exchange(String header, String value) {
        return MockServerWebExchange.from(MockServerHttpRequest.get("/orders").header(header, value));
    }
}
