package dev.sallyport.gateway.token;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sallyport.gateway.issuer.Issuer;
import dev.sallyport.gateway.issuer.IssuerKeys;
import dev.sallyport.gateway.issuer.TokenEndpoint;
import dev.sallyport.gateway.issuer.UnacceptableToken;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
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
    private final Clock clock = Clock.systemUTC();
    private final AsyncCache<Key, AccessToken> exchanged = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfter(UntilExpiry.of(clock))
            .buildAsync();

    private record Key(AccessToken caller, String service) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && key.service.equals(service)
                    && key.caller.value().equals(caller.value());
        }

        @Override
        public int hashCode() {
            return caller.value().hashCode() ^ service.hashCode();
        }
    }

    ServiceTokens(Issuer issuer, IssuerKeys keys, TokenEndpoint tokenEndpoint, AccessTokenVerifier verifier) {
        this.issuer = issuer;
        this.keys = keys;
        this.tokenEndpoint = tokenEndpoint;
        this.verifier = verifier;
    }

    /**
     * A token of the caller's for this service. Fails with {@code IssuerRefused}, with {@link UnacceptableToken} if the
     * issuer gave a token for others or with more than was there, or with {@code IssuerUnavailable}.
     */
    public Mono<AccessToken> forService(AccessToken caller, String service) {
        if (caller.isOnlyFor(service)) {
            return Mono.just(caller);
        }
        var key = new Key(caller, service);
        var held = exchanged.get(key, (missing, executor) -> exchange(missing).toFuture());
        if (isSpent(held)) {
            exchanged.asMap().remove(key, held);
            held = exchanged.get(key, (missing, executor) -> exchange(missing).toFuture());
        }
        return Mono.fromFuture(held, true);
    }

    private boolean isSpent(CompletableFuture<AccessToken> held) {
        var token = held.isCompletedExceptionally() ? null : held.getNow(null);
        return token != null && (token.isDue(clock.instant()) || !keys.trusts(token.keyThumbprint()));
    }

    private Mono<AccessToken> exchange(Key key) {
        return issuer.provider()
                .map(provider -> scopes(provider.client(), key))
                .flatMap(scopes -> tokenEndpoint.exchange(key.caller.value(), key.service, scopes))
                .flatMap(response -> verifier.verify(response.getAccessToken().getTokenValue()))
                .doOnNext(token -> requireNarrower(token, key));
    }

    /**
     * What login asks for, as far as it is this service's: {@code orders} and {@code orders:*} for {@code orders}, and
     * {@code openid} where the caller has it.
     */
    private static Set<String> scopes(ClientRegistration login, Key key) {
        return login.getScopes().stream()
                .filter(scope -> scope.equals(key.service)
                        || scope.startsWith(key.service + ":")
                        || (scope.equals("openid") && key.caller.scopes().contains(scope)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static void requireNarrower(AccessToken token, Key key) {
        if (!token.isOnlyFor(key.service)) {
            throw new UnacceptableToken("exchanged for " + key.service + ", audience " + token.audience());
        }
        if (!key.caller.scopes().containsAll(token.scopes())) {
            throw new UnacceptableToken("exchanged for " + key.service + ", with more scopes than there were");
        }
        if (!Objects.equals(key.caller.claims().get("sub"), token.claims().get("sub"))) {
            throw new UnacceptableToken("exchanged for " + key.service + ", with another subject");
        }
    }
}
