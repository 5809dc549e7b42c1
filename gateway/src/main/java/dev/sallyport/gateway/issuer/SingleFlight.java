package dev.sallyport.gateway.issuer;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * Does one piece of work for all who ask for it at the same time, and gives them all the same outcome.
 *
 * <p>The work goes on when the one who began it goes away, for others may wait for it; nothing is kept once it is done.
 */
public final class SingleFlight<K, V> {

    private final ConcurrentHashMap<K, Mono<V>> underWay = new ConcurrentHashMap<>();

    /** Joins the work under way for this key, or begins it. */
    public Mono<V> join(K key, Supplier<Mono<V>> work) {
        return Mono.defer(() -> underWay.computeIfAbsent(key, begun -> begin(begun, work)));
    }

    private Mono<V> begin(K key, Supplier<Mono<V>> work) {
        return Mono.defer(work).doFinally(ended -> underWay.remove(key)).cache();
    }
}
