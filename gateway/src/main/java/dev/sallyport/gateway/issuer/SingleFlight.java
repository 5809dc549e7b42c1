package dev.sallyport.gateway.issuer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * Does one piece of work for all who ask for it at the same time, and gives them all the same outcome.
 *
 * <p>The work goes on when the one who began it goes away, for others may wait for it. A failure is told again for a
 * while to those who come later, so that what is down is not asked by everybody in turn; a success is not kept.
 */
public final class SingleFlight<K, V> {

    private static final long MOST_FAILURES = 10_000;

    private final ConcurrentHashMap<K, Mono<V>> underWay = new ConcurrentHashMap<>();
    private final Duration longest;
    private final Cache<K, Throwable> failures;

    /**
     * For work of one kind.
     *
     * @param longest after which a piece of work has failed, however busy it looks
     * @param failureMemory how long a failure is told again
     */
    public SingleFlight(Duration longest, Duration failureMemory) {
        this.longest = longest;
        this.failures = Caffeine.newBuilder()
                .maximumSize(MOST_FAILURES)
                .expireAfterWrite(failureMemory)
                .build();
    }

    /** Joins the work under way for this key, or begins it; fails at once if it has just failed. */
    public Mono<V> join(K key, Supplier<Mono<V>> work) {
        return Mono.defer(() -> {
            var failure = failures.getIfPresent(key);
            return failure != null ? Mono.error(failure) : underWay.computeIfAbsent(key, begun -> begin(begun, work));
        });
    }

    private Mono<V> begin(K key, Supplier<Mono<V>> work) {
        return Mono.defer(work)
                .timeout(longest, Mono.error(() -> new IssuerUnavailable("No answer in time", new TimeoutException())))
                .doOnError(failure -> failures.put(key, failure))
                .doOnTerminate(() -> underWay.remove(key))
                .cache();
    }
}
