package dev.sallyport.benchmark.gateway;

import java.time.Duration;

/**
 * One turn.
 *
 * @param cpuMicros of the proxy's processes, user and system, a request
 * @param redisMicros of Redis, a request
 * @param residentBytes of the proxy's processes at the end
 * @param start from the proxy's start to its first answer
 */
record Measurement(
        String name,
        int round,
        int connections,
        Wrk.Load load,
        double cpuMicros,
        double redisMicros,
        long residentBytes,
        Duration start) {

    double perSecond() {
        return load.requests() * 1e6 / load.micros();
    }

    long errors() {
        return load.refused() + load.failed();
    }

    String line() {
        return "%d %-16s c%-4d %8.0f/s  p50 %6.2f  p99 %7.2f ms  cpu %6.1f us  %4d MB  %d errors"
                .formatted(
                        round,
                        name,
                        connections,
                        perSecond(),
                        load.p50() / 1e3,
                        load.p99() / 1e3,
                        cpuMicros,
                        residentBytes >> 20,
                        errors());
    }
}
