package dev.sallyport.keycloak.claim;

import dev.sallyport.keycloak.refusal.RefusedToken;
import dev.sallyport.keycloak.rule.ClaimRule;
import dev.sallyport.keycloak.rule.Evaluation;
import dev.sallyport.keycloak.rule.FailedRule;
import dev.sallyport.keycloak.rule.UnavailableFact;
import dev.sallyport.keycloak.text.OneLine;
import io.micrometer.core.instrument.Metrics;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.keycloak.OAuthErrorException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.CorsErrorResponseException;

/** A claim and its rule. Logs the rule's first failure; each is counted. */
record PrivateClaim(String realm, String name, ClaimRule rule, AtomicBoolean failedBefore) {

    private static final Logger LOG = Logger.getLogger(PrivateClaim.class);

    PrivateClaim(String realm, String name, ClaimRule rule) {
        this(realm, name, rule, new AtomicBoolean());
    }

    /** Empty where the rule comes to nothing or fails; an error for the client where it must not be empty. */
    Optional<Object> value(Evaluation facts, KeycloakSession keycloak) {
        try {
            return rule.value(facts);
        } catch (FailedRule failed) {
            Metrics.counter("sallyport.claim.failures", "realm", realm, "claim", name)
                    .increment();
            logOnce(failed);
            if (failed.missing().filter(UnavailableFact::isIndispensable).isPresent()) {
                throw refusal(keycloak);
            }
            return Optional.empty();
        }
    }

    /** No token is better than one without this claim: so its source's component says. */
    private static CorsErrorResponseException refusal(KeycloakSession keycloak) {
        return RefusedToken.because(
                "What this token must say is not known at the moment. Try again later.",
                OAuthErrorException.TEMPORARILY_UNAVAILABLE,
                Status.SERVICE_UNAVAILABLE,
                keycloak);
    }

    private void logOnce(FailedRule failed) {
        if (failedBefore.compareAndSet(false, true)) {
            LOG.warnf(
                    "rule failed: realm=%s claim=%s reason=%s",
                    OneLine.of(realm), OneLine.of(name), failed.getMessage());
        }
    }
}
