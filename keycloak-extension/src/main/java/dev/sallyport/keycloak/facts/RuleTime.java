package dev.sallyport.keycloak.facts;

import io.micrometer.core.instrument.Metrics;
import io.opentelemetry.api.trace.Span;
import java.time.Duration;
import java.util.function.Consumer;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.tracing.TracingProvider;

/** Tells operators what rules cost: as a timer of the realm, and as a span in the trace of the request. */
public final class RuleTime {

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
            Metrics.timer("sallyport.rule.time", "realm", realm.getName(), "mapper", mapper)
                    .record(Duration.ofNanos(System.nanoTime() - start));
        }
    }
}
