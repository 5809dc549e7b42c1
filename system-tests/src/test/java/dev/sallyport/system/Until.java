package dev.sallyport.system;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits on a condition, and not longer. */
public final class Until {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration STEP = Duration.ofMillis(50);

    private Until() {}

    public static void holds(String what, BooleanSupplier condition) {
        var deadline = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("Not within " + PATIENCE.toSeconds() + " seconds: " + what);
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
    }

    public static void past(Instant moment) {
        holds("the clock past " + moment, () -> Instant.now().isAfter(moment));
    }
}
