package dev.sallyport.gateway.token;

import com.github.benmanes.caffeine.cache.Expiry;
import dev.sallyport.gateway.issuer.IssuerSignature;
import java.time.Clock;
import java.time.Duration;

/** Lets a cache keep a token for as long as it is good for. */
final class UntilExpiry {

    private UntilExpiry() {}

    static Expiry<Object, AccessToken> of(Clock clock) {
        return Expiry.creating((key, token) -> left(token, clock));
    }

    private static Duration left(AccessToken token, Clock clock) {
        var left = Duration.between(clock.instant(), token.expiresAt());
        return left.isNegative() ? Duration.ZERO : left.plusSeconds(IssuerSignature.CLOCK_SKEW_SECONDS);
    }
}
