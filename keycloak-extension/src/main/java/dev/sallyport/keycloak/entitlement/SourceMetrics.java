package dev.sallyport.keycloak.entitlement;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** What Keycloak's metrics page says of one source. */
record SourceMetrics(String realm, String source) {

    private static final String PAUSED = "sallyport.source.paused";

    /** Where what a rule read came from. */
    enum From {
        CALL,
        CACHE,
        STALE,
        NOWHERE
    }

    void called(Outcome outcome, long nanos) {
        Metrics.timer("sallyport.source.calls", "realm", realm, "source", source, "outcome", outcome.tag())
                .record(Duration.ofNanos(nanos));
    }

    void answered(From from) {
        var word = from.name().toLowerCase(Locale.ROOT);
        Metrics.counter("sallyport.source.answers", "realm", realm, "source", source, "from", word)
                .increment();
    }

    /** One while the source has a pause, else zero. Takes the place of an older breaker's. */
    void show(Breaker breaker) {
        var tags = Tags.of("realm", realm, "source", source);
        Optional.ofNullable(Metrics.globalRegistry.find(PAUSED).tags(tags).gauge())
                .ifPresent(Metrics.globalRegistry::remove);
        Gauge.builder(PAUSED, breaker, shown -> shown.isPaused() ? 1 : 0)
                .tags(tags)
                .register(Metrics.globalRegistry);
    }
}
