package dev.sallyport.gateway.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sallyport.gateway.issuer.IssuerKeys;
import dev.sallyport.gateway.issuer.IssuerSignature;
import dev.sallyport.gateway.issuer.UnacceptableToken;
import java.time.Clock;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The bearer tokens of callers: each is verified once, and remembered until it expires or the issuer withdraws the key
 * that signed it. Tokens that fail are not remembered, so they cannot drive out good ones.
 */
@Component
public final class CallerTokens {

    private static final long MOST = 10_000;

    private final AccessTokenVerifier verifier;
    private final IssuerKeys keys;
    private final Clock clock = Clock.systemUTC();
    private final Cache<String, AccessToken> verified = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfter(UntilExpiry.of(clock))
            .build();

    CallerTokens(AccessTokenVerifier verifier, IssuerKeys keys) {
        this.verifier = verifier;
        this.keys = keys;
    }

    /** The verified token; fails with {@link UnacceptableToken}. */
    public Mono<AccessToken> verified(String value) {
        var known = verified.getIfPresent(value);
        return known != null && isGood(known)
                ? Mono.just(known)
                : verifier.verify(value).doOnNext(token -> verified.put(value, token));
    }

    private boolean isGood(AccessToken token) {
        return !token.isExpired(clock.instant().minusSeconds(IssuerSignature.CLOCK_SKEW_SECONDS))
                && keys.trusts(token.keyThumbprint());
    }
}
