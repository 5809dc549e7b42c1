package dev.sallyport.keycloak.entitlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BreakerTest {

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1000); // a nano clock may overflow
    private final Breaker breaker = new Breaker(clock::get);

    @Test
    void letsThroughUntilManyHaveFailedInARow() {
        fail(Breaker.FAILURES - 1);
        assertThat(breaker.letsThrough()).isTrue();

        assertThat(breaker.failed(breaker.now())).isTrue();

        assertThat(breaker.letsThrough()).isFalse();
        assertThat(breaker.isPaused()).isTrue();
    }

    @Test
    void countsManyThatFailTogetherOnce() {
        var begun = breaker.now();
        clock.addAndGet(300_000_000);
        IntStream.range(0, 32).forEach(each -> breaker.failed(begun));

        fail(Breaker.FAILURES - 2);
        assertThat(breaker.letsThrough()).isTrue();

        fail(1);
        assertThat(breaker.letsThrough()).isFalse();
    }

    @Test
    void beginsToCountAnewAfterASuccess() {
        fail(Breaker.FAILURES - 1);
        assertThat(breaker.succeeded()).isFalse();
        fail(Breaker.FAILURES - 1);

        assertThat(breaker.letsThrough()).isTrue();
    }

    @Test
    void letsOneThroughAfterThePause() {
        fail(Breaker.FAILURES);
        clock.addAndGet(Breaker.PAUSE.toNanos());

        assertThat(breaker.letsThrough()).isTrue();
        assertThat(breaker.letsThrough()).isFalse();
    }

    @Test
    void pausesAgainWhenThatOneFails() {
        fail(Breaker.FAILURES);
        clock.addAndGet(Breaker.PAUSE.toNanos());
        breaker.letsThrough();

        assertThat(breaker.failed(breaker.now())).isFalse();

        clock.addAndGet(Breaker.PAUSE.toNanos() - 1);
        assertThat(breaker.letsThrough()).isFalse();
    }

    @Test
    void endsThePauseWhenThatOneSucceeds() {
        fail(Breaker.FAILURES);
        clock.addAndGet(Breaker.PAUSE.toNanos());
        breaker.letsThrough();

        assertThat(breaker.succeeded()).isTrue();

        assertThat(breaker.letsThrough()).isTrue();
        assertThat(breaker.isPaused()).isFalse();
    }

    private void fail(int times) {
        IntStream.range(0, times).forEach(each -> breaker.failed(breaker.now()));
    }
}
