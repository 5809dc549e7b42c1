package dev.sallyport.benchmark.keycloak;

import java.time.Duration;
import java.util.List;

/**
 * What one contender did in its turn.
 *
 * @param cpu what all tokens together cost Keycloak's process
 * @param latencies how long each token took to come
 */
record Turn(Duration cpu, List<Duration> latencies) {

    Turn {
        latencies = latencies.stream().sorted().toList();
    }

    double microsecondsOfCpuPerToken() {
        return cpu.toNanos() / 1000.0 / latencies.size();
    }

    double milliseconds(int percent) {
        return latencies.get((latencies.size() - 1) * percent / 100).toNanos() / 1e6;
    }
}
