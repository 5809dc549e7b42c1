package dev.sallyport.gateway.session;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.data.redis.core.ReactiveRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The right to work on a session alone, held by one node and renewed for as long as the work goes on. It keeps others
 * from doing the same work; that nobody overwrites newer tokens is for the store's compare-and-set.
 */
final class SessionLease {

    private static final String LEASE = "sallyport:lease:";
    private static final Duration LENGTH = Duration.ofSeconds(10);
    private static final Duration BETWEEN_RENEWALS = Duration.ofSeconds(3);

    private static final RedisScript<Long> RENEW = RedisScript.of("""
            if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
            return redis.call('PEXPIRE', KEYS[1], ARGV[2])
            """, Long.class);

    private static final RedisScript<Long> RELEASE = RedisScript.of("""
            if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
            return redis.call('DEL', KEYS[1])
            """, Long.class);

    private final ReactiveRedisTemplate<String, byte[]> redis;

    SessionLease(ReactiveRedisTemplate<String, byte[]> redis) {
        this.redis = redis;
    }

    /** The work's outcome; empty, and the work is not begun, while somebody else holds the lease. */
    <T> Mono<T> with(String id, Mono<T> work) {
        var name = LEASE + id;
        return Mono.usingWhen(
                acquire(name),
                holder -> Mono.firstWithSignal(work, renewals(name, holder)),
                holder -> release(name, holder));
    }

    private Mono<byte[]> acquire(String name) {
        return Mono.defer(() -> {
            var holder = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
            return redis.opsForValue()
                    .setIfAbsent(name, holder, LENGTH)
                    .filter(Boolean::booleanValue)
                    .map(acquired -> holder)
                    .onErrorMap(RedisFailure::refusal);
        });
    }

    /** Goes on until it is cancelled. A renewal that fails is tried again, for the work may still be done in time. */
    private <T> Mono<T> renewals(String name, byte[] holder) {
        var length = String.valueOf(LENGTH.toMillis()).getBytes(StandardCharsets.US_ASCII);
        return Flux.interval(BETWEEN_RENEWALS)
                .onBackpressureDrop()
                .concatMap(tick -> redis.execute(RENEW, List.of(name), List.of(holder, length))
                        .onErrorComplete())
                .then(Mono.never());
    }

    /** One that cannot be given back ends by itself. */
    private Mono<Void> release(String name, byte[] holder) {
        return redis.execute(RELEASE, List.of(name), List.of(holder))
                .onErrorComplete()
                .then();
    }
}
