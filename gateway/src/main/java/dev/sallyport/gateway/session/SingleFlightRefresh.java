package dev.sallyport.gateway.session;

import dev.sallyport.gateway.answer.Refusal;
import dev.sallyport.gateway.issuer.Issuer;
import dev.sallyport.gateway.issuer.IssuerKeys;
import dev.sallyport.gateway.issuer.IssuerLogout;
import dev.sallyport.gateway.issuer.IssuerRefused;
import dev.sallyport.gateway.issuer.IssuerUnavailable;
import dev.sallyport.gateway.issuer.SingleFlight;
import dev.sallyport.gateway.issuer.TokenEndpoint;
import dev.sallyport.gateway.issuer.UnacceptableToken;
import dev.sallyport.gateway.token.AccessTokenVerifier;
import dev.sallyport.gateway.token.Audiences;
import dev.sallyport.gateway.token.IdTokenVerifier;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Spends each refresh token once and gives every request that waits the same answer.
 *
 * <p>A rotated refresh token is good for one use. Without this, two requests that find the access token due at the same
 * moment would both spend it, and the second would end the session at the issuer.
 */
@Component
final class SingleFlightRefresh {

    private static final Logger log = LoggerFactory.getLogger(SingleFlightRefresh.class);

    private final SessionStore store;
    private final Issuer issuer;
    private final IssuerKeys keys;
    private final TokenEndpoint tokenEndpoint;
    private final AccessTokenVerifier accessTokens;
    private final IdTokenVerifier idTokens;
    private final Audiences audiences;
    private final IssuerLogout issuerLogout;
    private final Clock clock = Clock.systemUTC();
    private final SingleFlight<String, Session> refreshes =
            new SingleFlight<>(Duration.ofSeconds(30), Duration.ofSeconds(5));

    SingleFlightRefresh(
            SessionStore store,
            Issuer issuer,
            IssuerKeys keys,
            TokenEndpoint tokenEndpoint,
            AccessTokenVerifier accessTokens,
            IdTokenVerifier idTokens,
            Audiences audiences,
            IssuerLogout issuerLogout) {
        this.store = store;
        this.issuer = issuer;
        this.keys = keys;
        this.tokenEndpoint = tokenEndpoint;
        this.accessTokens = accessTokens;
        this.idTokens = idTokens;
        this.audiences = audiences;
        this.issuerLogout = issuerLogout;
    }

    /**
     * The session with an access token that is good now. Fails with a {@link Refusal}. While the token that is held still
     * works, nobody waits for the next one.
     */
    Mono<Session> fresh(SessionKey key, Session held) {
        if (isFresh(held)) {
            return Mono.just(held);
        }
        var refresh = refreshes.join(key.id(), () -> refreshed(key));
        return (isGood(held) ? Mono.firstWithValue(refresh, Mono.just(held)) : refresh)
                .onErrorResume(IssuerUnavailable.class, failure -> goOnWith(held, failure));
    }

    /**
     * Here or on another node, a request that was faster may have refreshed it, or may be about to. What it got may also be
     * over by the time that this is known here: then all begins again.
     */
    private Mono<Session> refreshed(SessionKey key) {
        return store.exclusively(key, Mono.defer(() -> refreshedAlone(key)))
                .repeatWhenEmpty(others -> others.concatMap(tries -> Mono.delay(pause(tries))));
    }

    private static Duration pause(long tries) {
        return Duration.ofMillis(Math.min(25L << Math.min(tries, 5), 500));
    }

    private Mono<Session> refreshedAlone(SessionKey key) {
        return store.latest(key)
                .switchIfEmpty(Mono.error(Refusal::unauthenticated))
                .flatMap(latest -> isFresh(latest) ? Mono.just(latest) : spend(key, latest));
    }

    private Mono<Session> spend(SessionKey key, Session held) {
        var refreshToken = held.tokens().refresh();
        if (refreshToken == null) {
            return isGood(held) ? Mono.just(held) : ended(key, held, "no refresh token");
        }
        return keys.ready()
                .then(tokenEndpoint.refresh(held.tokens().access().value(), refreshToken))
                .flatMap(response -> verified(held, response)
                        .retryWhen(untilKeysAreRead())
                        .onErrorResume(
                                UnacceptableToken.class,
                                refused -> rejected(key, held, refreshToken(held, response), refused)))
                .flatMap(fresh -> keep(key, held, fresh))
                .onErrorResume(IssuerRefused.class, refused -> afterRefusal(key, held, refused));
    }

    /** Neither the session goes on nor what was issued for it. */
    private <T> Mono<T> rejected(
            SessionKey key, Session held, @Nullable String refreshToken, UnacceptableToken refused) {
        return store.end(key).then(discarded(held, refreshToken)).then(Mono.error(() -> Refusal.tokenRefused(refused)));
    }

    /** A rotated refresh token is the only one that is still good, so a store that does not answer is asked for a while. */
    private Mono<Session> keep(SessionKey key, Session held, Session.Tokens fresh) {
        return store.refresh(key, held, fresh)
                .then(store.latest(key))
                .retryWhen(Retry.backoff(5, Duration.ofMillis(200))
                        .onRetryExhaustedThrow((retries, last) -> last.failure()))
                .switchIfEmpty(overtaken(held, fresh))
                .filter(latest -> latest.hasTokensOf(held.refreshed(fresh)) || isGood(latest));
    }

    /** The same goes for tokens whose key is new and cannot be read at the first try. */
    private static Retry untilKeysAreRead() {
        return Retry.backoff(5, Duration.ofMillis(200))
                .filter(IssuerUnavailable.class::isInstance)
                .onRetryExhaustedThrow((retries, last) -> last.failure());
    }

    /** The session ended meanwhile: what was just issued for it is not left behind. */
    private Mono<Session> overtaken(Session held, Session.Tokens fresh) {
        return discarded(held, fresh.refresh()).then(Mono.error(Refusal::unauthenticated));
    }

    /**
     * Unless its person has signed in anew at the same session of the issuer's: Keycloak would end that one too. A store that
     * is away knows of none.
     */
    private Mono<Void> discarded(Session held, @Nullable String refreshToken) {
        return Mono.justOrEmpty(held.person().issuerSession())
                .flatMap(store::isAnyLeftOf)
                .onErrorReturn(false)
                .defaultIfEmpty(false)
                .flatMap(left -> left ? Mono.empty() : issuerLogout.revoke(refreshToken));
    }

    private Mono<Session.Tokens> verified(Session held, OAuth2AccessTokenResponse response) {
        var access = accessTokens
                .verifyFresh(response.getAccessToken().getTokenValue())
                .doOnNext(audiences::requireAny)
                .doOnNext(fresh -> requireSamePerson(held, fresh.claims().get("sub")));
        return Mono.zip(access, idToken(held, response.getAdditionalParameters().get("id_token")))
                .map(both -> new Session.Tokens(both.getT1(), refreshToken(held, response), both.getT2()));
    }

    private static @Nullable String refreshToken(Session held, OAuth2AccessTokenResponse response) {
        var rotated = response.getRefreshToken();
        return rotated == null ? held.tokens().refresh() : rotated.getTokenValue();
    }

    /** A refreshed ID token must be of the same person (OpenID Connect Core 1.0 section 12.2); its issuer is checked too. */
    private Mono<String> idToken(Session held, @Nullable Object value) {
        if (!(value instanceof String idToken)) {
            return Mono.just(held.tokens().id());
        }
        return issuer.provider()
                .flatMap(provider -> idTokens.verifyFresh(idToken, provider.client()))
                .doOnNext(jwt -> requireSamePerson(held, jwt.getSubject()))
                .thenReturn(idToken);
    }

    private static void requireSamePerson(Session held, @Nullable Object subject) {
        if (!held.person().subject().equals(subject)) {
            throw new UnacceptableToken("refreshed token of another subject");
        }
    }

    private Mono<Session> afterRefusal(SessionKey key, Session held, IssuerRefused refused) {
        if (refused.isInvalidGrant()) {
            return store.latest(key)
                    .filter(latest -> !latest.hasTokensOf(held))
                    .switchIfEmpty(ended(key, held, String.valueOf(refused.getMessage())))
                    .filter(this::isGood);
        }
        log.atError().addKeyValue("reason", refused.getMessage()).log("refresh refused to this client");
        return isGood(held) ? Mono.just(held) : Mono.error(Refusal.tokenRefused(refused));
    }

    private Mono<Session> ended(SessionKey key, Session held, String reason) {
        return store.end(key).then(Mono.error(() -> {
            log.atInfo()
                    .addKeyValue("subject", held.person().subject())
                    .addKeyValue("reason", reason)
                    .log("session ended");
            return Refusal.unauthenticated();
        }));
    }

    private Mono<Session> goOnWith(Session held, IssuerUnavailable failure) {
        return isGood(held) ? Mono.just(held) : Mono.error(Refusal.issuerUnavailable(failure));
    }

    /** Whether its access token is good and not due for another. */
    boolean isFresh(Session session) {
        var token = session.tokens().access();
        return !token.isDue(clock.instant()) && keys.trusts(token.keyThumbprint());
    }

    private boolean isGood(Session session) {
        var token = session.tokens().access();
        return !token.isNearlyExpired(clock.instant()) && keys.trusts(token.keyThumbprint());
    }
}
