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

/**
 * Spends each refresh token once and gives every request that waits the same answer.
 *
 * <p>A rotated refresh token is good for one use. Without this, two requests that find the access token due at the same
 * moment would both spend it, and the second would end the session at the issuer.
 */
@Component
final class SingleFlightRefresh {

    /** How long a request waits for a refresh while the token that is held still works. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

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

    /** The session with an access token that is good now. Fails with a {@link Refusal}. */
    Mono<Session> fresh(SessionKey key, Session held) {
        if (isFresh(held)) {
            return Mono.just(held);
        }
        var refresh = refreshes.join(key.id(), () -> refreshed(key));
        return (isGood(held) ? refresh.timeout(PATIENCE, Mono.just(held)) : refresh)
                .onErrorResume(IssuerUnavailable.class, failure -> goOnWith(held, failure));
    }

    /** Reads the session again first: the request that was here before may have refreshed it. */
    private Mono<Session> refreshed(SessionKey key) {
        return store.peek(key)
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
                .flatMap(response -> verified(held, response))
                .flatMap(fresh ->
                        store.refresh(key, held, fresh).then(store.peek(key)).switchIfEmpty(overtaken(fresh)))
                .onErrorResume(IssuerRefused.class, refused -> afterRefusal(key, held, refused))
                .onErrorResume(
                        UnacceptableToken.class,
                        refused -> store.end(key).then(Mono.error(Refusal.tokenRefused(refused))));
    }

    /** The session ended meanwhile: what was just issued for it is not left behind. */
    private Mono<Session> overtaken(Session.Tokens fresh) {
        return issuerLogout.revoke(fresh.refresh()).then(Mono.error(Refusal::unauthenticated));
    }

    private Mono<Session.Tokens> verified(Session held, OAuth2AccessTokenResponse response) {
        var rotated = response.getRefreshToken();
        var refresh = rotated == null ? held.tokens().refresh() : rotated.getTokenValue();
        var access = accessTokens
                .verifyFresh(response.getAccessToken().getTokenValue())
                .doOnNext(audiences::requireAny);
        return Mono.zip(access, idToken(held, response.getAdditionalParameters().get("id_token")))
                .map(both -> new Session.Tokens(both.getT1(), refresh, both.getT2()));
    }

    /** A refreshed ID token must be of the same person (OpenID Connect Core 1.0 section 12.2); its issuer is checked too. */
    private Mono<String> idToken(Session held, @Nullable Object value) {
        if (!(value instanceof String idToken)) {
            return Mono.just(held.tokens().id());
        }
        return issuer.provider()
                .flatMap(provider -> idTokens.verifyFresh(idToken, provider.client()))
                .filter(jwt -> held.person().subject().equals(jwt.getSubject()))
                .switchIfEmpty(Mono.error(() -> new UnacceptableToken("refreshed ID token of another subject")))
                .thenReturn(idToken);
    }

    private Mono<Session> afterRefusal(SessionKey key, Session held, IssuerRefused refused) {
        if (refused.isInvalidGrant()) {
            return store.peek(key)
                    .filter(latest -> !latest.hasTokensOf(held))
                    .switchIfEmpty(ended(key, held, String.valueOf(refused.getMessage())));
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

    private boolean isFresh(Session session) {
        var token = session.tokens().access();
        return !token.isDue(clock.instant()) && keys.trusts(token.keyThumbprint());
    }

    private boolean isGood(Session session) {
        var token = session.tokens().access();
        return !token.isExpired(clock.instant()) && keys.trusts(token.keyThumbprint());
    }
}
