package dev.sallyport.system;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Waits on a condition, and not longer. */
public final class Until {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration STEP = Duration.ofMillis(50);

    private static final Duration STILL = Duration.ofSeconds(1);

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

    /** The value that has not changed for a second, once it is more than it was. */
    public static long settled(long begin, LongSupplier value) {
        holds("more than " + begin, () -> value.getAsLong() > begin);
        long before;
        do {
            before = value.getAsLong();
            past(Instant.now().plus(STILL));
        } while (value.getAsLong() != before);
        return before;
    }

    public static void past(Instant moment) {
        holds("the clock past " + moment, () -> Instant.now().isAfter(moment));
    }
}
