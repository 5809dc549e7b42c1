package dev.sallyport.gateway.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.data.redis.core.ReactiveRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import reactor.core.publisher.Mono;

/**
 * The values in Redis, one for each session, sealed. What changes one is a script, so that nobody comes in between, and
 * tells all nodes.
 */
final class SessionValues {

    private static final String SESSION = "sallyport:session:";

    /** Puts other tokens in the place of those with a mark; when it was last used stays. */
    private static final RedisScript<Long> REPLACE = script("""
            if redis.call('GETRANGE', KEYS[1], 1, 8) ~= ARGV[1] then return 0 end
            local used = redis.call('GETRANGE', KEYS[1], 9, 16)
            redis.call('SET', KEYS[1], ARGV[2] .. used .. ARGV[3], 'KEEPTTL')
            redis.call('PUBLISH', ARGV[4], ARGV[5])
            return 1
            """);

    private static final RedisScript<Long> USE = script("""
            if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
            redis.call('SETRANGE', KEYS[1], 9, ARGV[1])
            return redis.call('PEXPIRE', KEYS[1], ARGV[2])
            """);

    private static final RedisScript<Long> END = script("""
            if redis.call('DEL', KEYS[1]) == 0 then return 0 end
            redis.call('PUBLISH', ARGV[1], ARGV[2])
            return 1
            """);

    private final ReactiveRedisTemplate<String, byte[]> redis;

    SessionValues(ReactiveRedisTemplate<String, byte[]> redis) {
        this.redis = redis;
    }

    Mono<SealedSession> get(String id) {
        return redis.opsForValue().get(name(id)).mapNotNull(SealedSession::of);
    }

    Mono<Boolean> set(String id, SealedSession session, Duration timeToLive) {
        return redis.opsForValue().set(name(id), session.bytes(), timeToLive);
    }

    /** Notes a use, and gives it as long to live from now on; false if there is no such session. */
    Mono<Boolean> use(String id, Instant when, Duration timeToLive) {
        var used = ByteBuffer.allocate(Long.BYTES).putLong(when.toEpochMilli()).array();
        return run(USE, id, used, text(timeToLive.toMillis()));
    }

    /** Puts fresh tokens in the place of those with this mark; false if there are others by now, or none. */
    Mono<Boolean> replace(String id, byte[] mark, SealedSession fresh) {
        return run(
                REPLACE,
                id,
                mark,
                fresh.beforeUsed(),
                fresh.afterUsed(),
                text(SessionNews.CHANNEL),
                text(SessionNews.CHANGED + id));
    }

    /** False if there is no such session. */
    Mono<Boolean> end(String id) {
        return run(END, id, text(SessionNews.CHANNEL), text(SessionNews.ENDED + id));
    }

    private Mono<Boolean> run(RedisScript<Long> script, String id, byte[]... arguments) {
        return redis.execute(script, List.of(name(id)), List.of(arguments))
                .next()
                .map(answer -> answer == 1);
    }

    private static String name(String id) {
        return SESSION + id;
    }

    private static byte[] text(Object value) {
        return value.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static RedisScript<Long> script(String lua) {
        return RedisScript.of(lua, Long.class);
    }
}
