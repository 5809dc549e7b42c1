package dev.sallyport.gateway.relay;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.sallyport.gateway.token.AccessToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

class CallersTest {

    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01T00:00:00Z", "9999-12-31T23:59:59Z"})
    void areWaitedForHoweverLongTheirTokenLasts(String expiry) {
        var token = new AccessToken("t", "k", Set.of(), Set.of(), Instant.EPOCH, Instant.parse(expiry), Map.of());
        var over = new Callers.Caller.Client(token).over();

        assertThatCode(() -> Mono.firstWithSignal(
                                over, Mono.delay(Duration.ofMillis(50)).then())
                        .block())
                .doesNotThrowAnyException();
    }
}
