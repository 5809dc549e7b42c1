package dev.sallyport.gateway.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.sallyport.gateway.issuer.IssuerKeys;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The tokens that were exchanged, each kept for its holder until it expires or the holder is gone: in this node's memory
 * alone, in bounded space, and no more of a token than is relayed.
 */
@Component
final class ExchangedTokens {

    private static final long MOST_BYTES = 64L << 20;
    private static final int BYTES_BESIDE_TEXT = 500;

    private final IssuerKeys keys;
    private final Audiences audiences;
    private final Clock clock = Clock.systemUTC();
    private final Cache<Place, Kept> kept = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((Place place, Kept token) -> token.bytes())
            .expireAfter(Expiry.creating((Place place, Kept token) -> token.exchanged.left(clock.instant())))
            .build();

    ExchangedTokens(IssuerKeys keys, Audiences audiences) {
        this.keys = keys;
        this.audiences = audiences;
    }

    private record Place(String holder, String service) {

        @Override
        public String toString() {
            return "Place[service=" + service + "]";
        }
    }

    /** With the token it was exchanged for: when that is refreshed, what it allows may be less. */
    private record Kept(String subjectToken, AccessToken exchanged) {

        int bytes() {
            return BYTES_BESIDE_TEXT + subjectToken.length() + exchanged.value().length();
        }

        @Override
        public String toString() {
            return "Kept[]";
        }
    }

    /** A token that was exchanged for this very subject token and is good now; null if there is none. */
    @Nullable AccessToken get(String holder, AccessToken subject, String service) {
        var held = kept.getIfPresent(new Place(holder, service));
        return held != null && held.subjectToken.equals(subject.value()) && isGood(held.exchanged)
                ? held.exchanged
                : null;
    }

    void keep(String holder, AccessToken subject, AccessToken exchanged, String service) {
        kept.put(new Place(holder, service), new Kept(subject.value(), exchanged.bare()));
    }

    void forget(String holder) {
        audiences.all().forEach(service -> kept.invalidate(new Place(holder, service)));
    }

    private boolean isGood(AccessToken token) {
        return !token.isNearlyExpired(clock.instant()) && keys.trusts(token.keyThumbprint());
    }
}
