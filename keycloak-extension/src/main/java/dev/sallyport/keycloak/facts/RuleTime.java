package dev.sallyport.keycloak.facts;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.Span;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.tracing.TracingProvider;

/** Tells operators what rules cost: as a timer of the realm, and as a span in the trace of the request. */
public final class RuleTime {

    private static final Map<Measured, Timer> TIMERS = new ConcurrentHashMap<>();

    private record Measured(String realm, String mapper) {

        Timer timer() {
            return Metrics.timer("sallyport.rule.time", "realm", realm, "mapper", mapper);
        }
    }

    private RuleTime() {}

    /**
     * Measures the rules of one mapper for one token.
     *
     * @param mapper {@code domain-scopes} or {@code private-claims}
     */
    public static void measure(KeycloakSession keycloak, RealmModel realm, String mapper, Runnable rules) {
        var start = System.nanoTime();
        try {
            var tracing = keycloak.getProvider(TracingProvider.class);
            tracing.trace("sallyport", "sallyport." + mapper, (Consumer<Span>) span -> rules.run());
        } finally {
            TIMERS.computeIfAbsent(new Measured(realm.getName(), mapper), Measured::timer)
                    .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        }
    }
}
