package dev.sallyport.keycloak.entitlement;

import java.time.Duration;

/** The moment by which a token goes on without an answer. */
record Deadline(long nanoTime) {

    static Deadline in(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /** Never below zero. */
    long nanosLeft() {
        return Math.max(0, nanoTime - System.nanoTime());
    }

    /** At least one: to an HTTP client zero means for ever. */
    int millisLeft() {
        return (int) Math.max(1, nanosLeft() / 1_000_000);
    }
}
