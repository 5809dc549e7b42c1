package dev.sallyport.gateway.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.sallyport.gateway.issuer.IssuerKeys;
import dev.sallyport.gateway.issuer.IssuerSignature;
import dev.sallyport.gateway.issuer.SingleFlight;
import dev.sallyport.gateway.issuer.UnacceptableToken;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The bearer tokens of callers: each is verified once, and remembered until it expires or the issuer withdraws the key
 * that signed it; an opaque one for a while. Tokens that fail are not remembered with them, so they cannot drive out good ones.
 */
@Component
public final class CallerTokens {

    private static final long MOST = 10_000;

    private final AccessTokenVerifier verifier;
    private final IssuerKeys keys;
    private final Duration introspectEvery;

    /** The issuer is asked once for all who come with a token, and a no is told again for a while without asking. */
    private final SingleFlight<String, AccessToken> questions =
            new SingleFlight<>(Duration.ofSeconds(20), Duration.ofSeconds(5));

    private final Clock clock = Clock.systemUTC();
    private final Cache<String, AccessToken> verified = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfter(Expiry.creating((String value, AccessToken token) -> memory(token)))
            .build();

    CallerTokens(AccessTokenVerifier verifier, IssuerKeys keys, AccessTokenSettings settings) {
        this.verifier = verifier;
        this.keys = keys;
        this.introspectEvery = Objects.requireNonNullElse(settings.introspectEvery(), Duration.ZERO);
    }

    /** The token if it was verified before and is still good; else null. */
    public @Nullable AccessToken known(String value) {
        var known = verified.getIfPresent(value);
        return known != null && isGood(known) ? known : null;
    }

    /** The verified token; fails with {@link UnacceptableToken}. */
    public Mono<AccessToken> verified(String value) {
        var known = known(value);
        if (known != null) {
            return Mono.just(known);
        }
        return verifier.asksAbout(value) ? questions.join(hash(value), () -> verify(value)) : verify(value);
    }

    /** Tokens that are no good are many and can be long, so they are not remembered themselves. */
    private static String hash(String value) {
        try {
            var bytes = value.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Mono<AccessToken> verify(String value) {
        return verifier.verify(value)
                .doOnNext(CallerTokens::requireBearer)
                .doOnNext(token -> verified.put(value, token));
    }

    /** A token that is bound to a key of its client's is no bearer token (RFC 9449 section 7.2, RFC 8705 section 3). */
    private static void requireBearer(AccessToken token) {
        if (token.claims().containsKey("cnf")) {
            throw new UnacceptableToken("bound to a key of its client's");
        }
    }

    /** Nobody tells when an opaque token is revoked, so it is asked about again. */
    private Duration memory(AccessToken token) {
        var left = token.left(clock.instant());
        return token.isOpaque() && left.compareTo(introspectEvery) > 0 ? introspectEvery : left;
    }

    private boolean isGood(AccessToken token) {
        return !token.isExpired(clock.instant().minusSeconds(IssuerSignature.CLOCK_SKEW_SECONDS))
                && keys.trusts(token.keyThumbprint());
    }
}
