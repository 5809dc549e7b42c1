package dev.sallyport.keycloak.scope;

import dev.sallyport.keycloak.text.OneLine;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Metrics;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.keycloak.Config;

/**
 * How large an access token may become, in bytes as it is sent. Many servers take no more than 8 KB of headers, and fail
 * in ways that are hard to understand. No scope is dropped to make a token fit: a token with fewer scopes than its
 * response says would be worse.
 *
 * @param soft above it: counted and logged
 * @param hard above it: no token, and an error that says why
 */
record TokenBudget(int soft, int hard) {

    static final TokenBudget DEFAULT = new TokenBudget(4096, 7168);

    private static final Logger LOG = Logger.getLogger(TokenBudget.class);
    private static final Map<String, DistributionSummary> SIZES = new ConcurrentHashMap<>();

    /** From the server options {@code --spi-protocol-mapper--sallyport-domain-scopes--soft-token-bytes} and {@code hard-…}. */
    static TokenBudget of(Config.Scope options) {
        return new TokenBudget(
                options.getInt("softTokenBytes", DEFAULT.soft()), options.getInt("hardTokenBytes", DEFAULT.hard()));
    }

    /** Why there is no such token; empty, if there is one. Counts it, in any case. */
    Optional<String> objection(String token, String realm, String client) {
        SIZES.computeIfAbsent(realm, first -> Metrics.summary("sallyport.token.bytes", "realm", realm))
                .record(token.length());
        if (token.length() > hard) {
            report("hard", token, realm, client);
            return Optional.of(
                    "The access token would be %d bytes long, and this server allows %d. Ask for fewer scopes."
                            .formatted(token.length(), hard));
        }
        if (token.length() > soft) {
            report("soft", token, realm, client);
        }
        return Optional.empty();
    }

    private static void report(String budget, String token, String realm, String client) {
        Metrics.counter("sallyport.token.oversize", "realm", realm, "budget", budget)
                .increment();
        LOG.warnf(
                "token large: realm=%s client=%s bytes=%d budget=%s",
                OneLine.of(realm), OneLine.of(client), token.length(), budget);
    }
}
