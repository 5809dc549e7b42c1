package dev.sallyport.gateway.session;

import dev.sallyport.gateway.seal.ServerKey;
import dev.sallyport.gateway.seal.ServerKeys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.data.redis.core.ReactiveRedisTemplate;
import reactor.core.publisher.Mono;

/** Seen by any node, also while one of them has a newer server key than another. */
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
        var names = keys.all().stream().map(key -> name(key, jti)).toList();
        return redis.countExistingKeys(names).map(count -> count > 0).onErrorMap(RedisFailure::refusal);
    }

    @Override
    public Mono<Void> add(String jti, Duration time) {
        return redis.opsForValue()
                .set(name(keys.newest(), jti), YES, time)
                .onErrorMap(RedisFailure::refusal)
                .then();
    }

    private static String name(ServerKey key, String jti) {
        return SEEN + key.nameOf(jti);
    }
}
