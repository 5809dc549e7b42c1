package dev.sallyport.gateway.token;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sallyport.gateway.issuer.IssuerKeys;
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
    private final AsyncCache<String, AccessToken> verified = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfter(UntilExpiry.of(clock))
            .buildAsync();

    CallerTokens(AccessTokenVerifier verifier, IssuerKeys keys) {
        this.verifier = verifier;
        this.keys = keys;
    }

    /** The verified token; fails with {@link UnacceptableToken}. */
    public Mono<AccessToken> verified(String value) {
        return Mono.fromFuture(
                        () -> verified.get(
                                value,
                                (token, executor) -> verifier.verify(token).toFuture()),
                        true)
                .flatMap(this::stillTrusted);
    }

    private Mono<AccessToken> stillTrusted(AccessToken token) {
        if (token.isExpired(clock.instant())) {
            return Mono.error(new UnacceptableToken("expired"));
        }
        if (!keys.trusts(token.keyThumbprint())) {
            verified.synchronous().invalidate(token.value());
            return Mono.error(new UnacceptableToken("signed with a withdrawn key"));
        }
        return Mono.just(token);
    }
}
