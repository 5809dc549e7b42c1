package dev.sallyport.gateway.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sallyport.gateway.issuer.Issuer;
import dev.sallyport.gateway.issuer.IssuerKeys;
import dev.sallyport.gateway.issuer.IssuerRefused;
import dev.sallyport.gateway.issuer.SingleFlight;
import dev.sallyport.gateway.issuer.TokenEndpoint;
import dev.sallyport.gateway.issuer.UnacceptableToken;
import dev.sallyport.gateway.issuer.UserInfo;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Tokens for one service each: the caller's own if it already names that service alone, else one exchanged for it
 * (RFC 8693), kept for as long as both live. An exchanged token never allows more than the one it was made from.
 */
@Component
public final class ServiceTokens {

    private static final long MOST = 10_000;

    private final Issuer issuer;
    private final IssuerKeys keys;
    private final TokenEndpoint tokenEndpoint;
    private final AccessTokenVerifier verifier;
    private final UserInfo userInfo;
    private final Clock clock = Clock.systemUTC();
    private final SingleFlight<Exchange, AccessToken> exchanges =
            new SingleFlight<>(Duration.ofSeconds(30), Duration.ofSeconds(5));
    private final Cache<Exchange, AccessToken> exchanged = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfter(UntilExpiry.of(clock))
            .build();

    private record Exchange(String subjectToken, String service) {

        @Override
        public String toString() {
            return "Exchange[service=" + service + "]";
        }
    }

    ServiceTokens(
            Issuer issuer,
            IssuerKeys keys,
            TokenEndpoint tokenEndpoint,
            AccessTokenVerifier verifier,
            UserInfo userInfo) {
        this.issuer = issuer;
        this.keys = keys;
        this.tokenEndpoint = tokenEndpoint;
        this.verifier = verifier;
        this.userInfo = userInfo;
    }

    /**
     * A token of the caller's for this service. Fails with {@link IssuerRefused}, with {@link SubjectTokenEnded}, with
     * {@link UnacceptableToken} if the issuer gave a token for others or with more than was there, or with
     * {@code IssuerUnavailable}.
     */
    public Mono<AccessToken> forService(AccessToken caller, String service) {
        if (caller.isOnlyFor(service)) {
            return Mono.just(caller);
        }
        var key = new Exchange(caller.value(), service);
        var held = exchanged.getIfPresent(key);
        return held != null && !held.isDue(clock.instant()) && keys.trusts(held.keyThumbprint())
                ? Mono.just(held)
                : exchanges.join(key, () -> exchange(caller, service)).doOnNext(token -> exchanged.put(key, token));
    }

    private Mono<AccessToken> exchange(AccessToken caller, String service) {
        return issuer.provider()
                .map(provider -> scopes(provider.client(), caller, service))
                .flatMap(scopes -> tokenEndpoint.exchange(caller.value(), service, scopes))
                .onErrorResume(IssuerRefused.class, refused -> reason(caller, refused))
                .flatMap(response ->
                        verifier.verifyFresh(response.getAccessToken().getTokenValue()))
                .doOnNext(token -> requireNarrower(token, caller, service));
    }

    /** An exchange is refused in the same words whether the caller may not have it or is gone: only the issuer can tell. */
    private <T> Mono<T> reason(AccessToken caller, IssuerRefused refused) {
        return caller.isExpired(clock.instant())
                ? Mono.error(refused)
                : userInfo.refuses(caller.value())
                        .flatMap(gone -> Mono.error(gone ? new SubjectTokenEnded(refused) : refused));
    }

    /**
     * What the caller has of this service's, {@code orders:*} for {@code orders}, and {@code openid}; and the scope that
     * has the service's own name, if logins ask for it: in Keycloak it brings the audience.
     */
    private static Set<String> scopes(ClientRegistration login, AccessToken caller, String service) {
        var scopes = new LinkedHashSet<String>();
        caller.scopes().stream()
                .filter(scope -> scope.equals("openid") || scope.startsWith(service + ":"))
                .forEach(scopes::add);
        if (login.getScopes().contains(service)) {
            scopes.add(service);
        }
        return scopes;
    }

    private static void requireNarrower(AccessToken token, AccessToken caller, String service) {
        if (!token.isOnlyFor(service)) {
            throw new UnacceptableToken("exchanged for " + service + ", audience " + token.audience());
        }
        if (!caller.scopes().containsAll(token.scopes())) {
            throw new UnacceptableToken("exchanged for " + service + ", with more scopes than there were");
        }
        if (!Objects.equals(caller.claims().get("sub"), token.claims().get("sub"))) {
            throw new UnacceptableToken("exchanged for " + service + ", with another subject");
        }
    }
}
