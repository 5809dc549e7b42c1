package dev.sallyport.gateway.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** Seen by this node. */
final class InMemorySeenTokens implements SeenTokens {

    private final Cache<String, Duration> seen = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfter(Expiry.<String, Duration>creating((jti, time) -> time))
            .build();

    @Override
    public Mono<Boolean> contains(String jti) {
        return Mono.fromSupplier(() -> seen.getIfPresent(jti) != null);
    }

    @Override
    public Mono<Void> add(String jti, Duration time) {
        return Mono.fromRunnable(() -> seen.put(jti, time));
    }
}
