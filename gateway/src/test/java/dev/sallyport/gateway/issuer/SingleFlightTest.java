package dev.sallyport.gateway.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class SingleFlightTest {

    private final SingleFlight<String, Integer> flights = new SingleFlight<>(Duration.ofSeconds(5), Duration.ZERO);
    private final AtomicInteger begun = new AtomicInteger();

    @Test
    void doesTheWorkOnceForAllWhoAskMeanwhile() {
        var landed = Sinks.<Integer>one();
        var waiting = Flux.range(0, 200)
                .flatMap(i -> flights.join("key", () -> work(landed)), 200)
                .collectList();

        var all = StepVerifier.create(waiting).expectSubscription();
        all.then(() -> landed.emitValue(7, Sinks.EmitFailureHandler.FAIL_FAST))
                .assertNext(answers -> assertThat(answers).hasSize(200).containsOnly(7))
                .verifyComplete();

        assertThat(begun).hasValue(1);
    }

    @Test
    void doesItAgainForThoseWhoComeLater() {
        assertThat(flights.join("key", () -> work(7)).block()).isEqualTo(7);
        assertThat(flights.join("key", () -> work(8)).block()).isEqualTo(8);
    }

    @Test
    void keepsKeysApart() {
        var never = flights.join("one", Mono::never);

        StepVerifier.create(never).expectSubscription().thenCancel().verify();

        assertThat(flights.join("two", () -> work(2)).block()).isEqualTo(2);
    }

    @Test
    void goesOnWhenTheOneWhoBeganItLeaves() {
        var landed = Sinks.<Integer>one();
        StepVerifier.create(flights.join("key", () -> work(landed)))
                .expectSubscription()
                .thenCancel()
                .verify();

        StepVerifier.create(flights.join("key", () -> work(8)))
                .then(() -> landed.emitValue(7, Sinks.EmitFailureHandler.FAIL_FAST))
                .expectNext(7)
                .verifyComplete();
    }

    @Test
    void forgetsAFailureWhenItsTimeIsOver() {
        StepVerifier.create(flights.join("key", SingleFlightTest::down))
                .expectErrorMessage("down")
                .verify();

        assertThat(flights.join("key", () -> work(7)).block()).isEqualTo(7);
    }

    @Test
    void tellsAFailureAgainInsteadOfTryingAtOnce() {
        var patient = new SingleFlight<String, Integer>(Duration.ofSeconds(5), Duration.ofHours(1));
        StepVerifier.create(patient.join("key", SingleFlightTest::down))
                .expectErrorMessage("down")
                .verify();

        StepVerifier.create(patient.join("key", () -> work(7)))
                .expectErrorMessage("down")
                .verify();
    }

    @Test
    void failsWhenTheWorkTakesTooLong() {
        var impatient = new SingleFlight<String, Integer>(Duration.ofMillis(1), Duration.ZERO);

        StepVerifier.create(impatient.join("key", Mono::never))
                .expectError(IssuerUnavailable.class)
                .verify(Duration.ofSeconds(5));
    }

    private static Mono<Integer> down() {
        return Mono.error(new IllegalStateException("down"));
    }

    private Mono<Integer> work(Sinks.One<Integer> landed) {
        begun.incrementAndGet();
        return landed.asMono();
    }

    private Mono<Integer> work(int answer) {
        return Mono.fromSupplier(() -> answer);
    }
}
