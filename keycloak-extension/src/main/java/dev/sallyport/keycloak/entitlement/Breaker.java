package dev.sallyport.keycloak.entitlement;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Gives a source that keeps failing a pause, so that no login waits for what will not come. After the pause one question
 * goes through, and its outcome decides.
 */
final class Breaker {

    static final int FAILURES = 5;
    static final Duration PAUSE = Duration.ofSeconds(5);

    private final LongSupplier nanoClock;
    private int failures;
    private long lastFailure;
    private long pausedUntil;

    Breaker(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.lastFailure = nanoClock.getAsLong();
    }

    synchronized boolean letsThrough() {
        if (!isPaused()) {
            return true;
        }
        var over = nanoClock.getAsLong() - pausedUntil >= 0;
        if (over) {
            pause();
        }
        return over;
    }

    synchronized boolean isPaused() {
        return failures >= FAILURES;
    }

    /** Whether this was the end of a pause. */
    synchronized boolean succeeded() {
        var wasPaused = isPaused();
        failures = 0;
        return wasPaused;
    }

    /**
     * Whether this was the beginning of a pause. Of questions that were under way together only one counts: a moment in
     * which all of them fail, as when either side collects garbage, is no outage.
     */
    synchronized boolean failed(long begun) {
        if (isPaused() || begun - lastFailure < 0) {
            return false;
        }
        failures++;
        lastFailure = nanoClock.getAsLong();
        if (isPaused()) {
            pause();
        }
        return isPaused();
    }

    /** When a question begins. */
    long now() {
        return nanoClock.getAsLong();
    }

    private void pause() {
        pausedUntil = nanoClock.getAsLong() + PAUSE.toNanos();
    }
}
