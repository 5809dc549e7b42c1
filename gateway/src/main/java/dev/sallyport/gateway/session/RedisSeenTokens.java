package dev.sallyport.gateway.session;

import dev.sallyport.gateway.seal.ServerKeys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.data.redis.core.ReactiveRedisTemplate;
import reactor.core.publisher.Mono;

/** Seen by any node. */
final class RedisSeenTokens implements SeenTokens {

    private static final String SEEN = "sallyport:seen:";
    private static final byte[] YES = "1".getBytes(StandardCharsets.US_ASCII);

    private final ReactiveRedisTemplate<String, byte[]> redis;
    private final ServerKeys keys;

    RedisSeenTokens(ReactiveRedisTemplate<String, byte[]> redis, ServerKeys keys) {
        this.redis = redis;
        this.keys = keys;
    }

    @Override
    public Mono<Boolean> contains(String jti) {
        return redis.hasKey(name(jti)).onErrorMap(RedisSessionStore::unavailable);
    }

    @Override
    public Mono<Void> add(String jti, Duration time) {
        return redis.opsForValue()
                .set(name(jti), YES, time)
                .onErrorMap(RedisSessionStore::unavailable)
                .then();
    }

    private String name(String jti) {
        return SEEN + keys.newest().nameOf(jti);
    }
}
