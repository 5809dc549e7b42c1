package dev.sallyport.gateway.token;

import dev.sallyport.gateway.issuer.Issuer;
import dev.sallyport.gateway.issuer.IssuerKeys;
import dev.sallyport.gateway.issuer.IssuerUnavailable;
import dev.sallyport.gateway.issuer.SingleFlight;
import dev.sallyport.gateway.issuer.TokenEndpoint;
import dev.sallyport.gateway.issuer.UnacceptableToken;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The gateway's own tokens by client credentials (RFC 6749 section 4.4), one for each service that routes name: verified
 * like any other, got once for all who need it, and renewed before they expire.
 */
@Component
public final class ClientTokens {

    private static final Logger log = LoggerFactory.getLogger(ClientTokens.class);

    private final Issuer issuer;
    private final IssuerKeys keys;
    private final TokenEndpoint tokenEndpoint;
    private final AccessTokenVerifier verifier;
    private final Clock clock = Clock.systemUTC();
    private final Map<String, AccessToken> held = new ConcurrentHashMap<>();
    private final SingleFlight<String, AccessToken> renewals =
            new SingleFlight<>(Duration.ofSeconds(30), Duration.ofSeconds(5));

    ClientTokens(Issuer issuer, IssuerKeys keys, TokenEndpoint tokenEndpoint, AccessTokenVerifier verifier) {
        this.issuer = issuer;
        this.keys = keys;
        this.tokenEndpoint = tokenEndpoint;
        this.verifier = verifier;
    }

    /**
     * The gateway's token for a service. Fails with {@code IssuerRefused}, with {@link UnacceptableToken} if the issuer
     * gave a token for others, or with {@link IssuerUnavailable}. While the one that is held still works, nobody waits for
     * the next, nor minds that there is none yet.
     */
    public Mono<AccessToken> forService(String service) {
        var token = held.get(service);
        if (token == null || !isGood(token)) {
            return renewed(service);
        }
        return token.isDue(clock.instant())
                ? Mono.firstWithValue(renewed(service), Mono.just(token))
                : Mono.just(token);
    }

    private boolean isGood(AccessToken token) {
        return !token.isNearlyExpired(clock.instant()) && keys.trusts(token.keyThumbprint());
    }

    private Mono<AccessToken> renewed(String service) {
        return renewals.join(
                service,
                () -> requested(service)
                        .doOnNext(token -> held.put(service, token))
                        .doOnError(failure -> log.atWarn()
                                .addKeyValue("audience", service)
                                .addKeyValue("reason", failure.getMessage())
                                .log("own token not renewed")));
    }

    /** The scope with the service's own name brings the audience in Keycloak, if logins ask for it too. */
    private Mono<AccessToken> requested(String service) {
        return issuer.provider()
                .map(provider -> provider.client().getScopes().contains(service) ? Set.of(service) : Set.<String>of())
                .flatMap(scopes -> tokenEndpoint.own(service, scopes))
                .flatMap(response ->
                        verifier.verifyFresh(response.getAccessToken().getTokenValue()))
                .doOnNext(token -> requireFor(service, token));
    }

    private static void requireFor(String service, AccessToken token) {
        if (!token.isOnlyFor(service)) {
            throw new UnacceptableToken("the gateway's own for " + service + ", audience " + token.audience());
        }
    }
}
