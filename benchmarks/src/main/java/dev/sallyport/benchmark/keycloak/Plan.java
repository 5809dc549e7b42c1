package dev.sallyport.benchmark.keycloak;

import java.time.Duration;
import java.util.List;

/**
 * How long to measure.
 *
 * @param rounds how often each contender has its turn, in another order each time
 * @param warmUp for each contender before the first round, so that its code is compiled
 * @param turn how long a contender is asked for tokens in a round
 * @param connections how many ask at once
 * @param holders people with ever more roles and groups
 */
record Plan(int rounds, Duration warmUp, Duration turn, int connections, List<Holder> holders) {

    static final Plan FULL = new Plan(
            15,
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            8,
            List.of(Holder.USUAL, new Holder(100, 20), new Holder(1000, 100), new Holder(10_000, 500)));

    Plan withRounds(int rounds) {
        return new Plan(rounds, warmUp, turn, connections, holders);
    }

    Plan withWarmUp(Duration warmUp) {
        return new Plan(rounds, warmUp, turn, connections, holders);
    }

    /** Proves that it runs; its figures mean nothing. */
    static final Plan SHORT = new Plan(1, Duration.ofMillis(1), Duration.ofMillis(1), 1, List.of(new Holder(11, 6)));
}
