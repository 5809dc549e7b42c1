package dev.sallyport.gateway.session;

import dev.sallyport.gateway.seal.ServerKeys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.core.ReactiveRedisTemplate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Finds sessions in Redis by whose they are. Subjects and the issuer's session names stand there as keyed hashes. An
 * index may name sessions that are gone. They are sorted sets, oldest session first, because Redis keeps small ones of
 * these in half the memory of a set.
 */
final class SessionIndexes {

    private static final String SUBJECT = "sallyport:subject:";
    private static final String ISSUER_SESSION = "sallyport:issuer-session:";
    private static final String ENDED_AT_ISSUER = "sallyport:ended-at-issuer:";
    private static final Duration OVERTAKING = Duration.ofMinutes(1);

    private final ReactiveRedisTemplate<String, byte[]> redis;
    private final ServerKeys keys;
    private final Duration longest;

    SessionIndexes(ReactiveRedisTemplate<String, byte[]> redis, ServerKeys keys, Duration longest) {
        this.redis = redis;
        this.keys = keys;
        this.longest = longest;
    }

    Mono<Void> add(Session session) {
        var key = keys.newest();
        var person = session.person();
        var sid = person.issuerSession();
        return add(SUBJECT + key.nameOf(person.subject()), session)
                .then(sid == null ? Mono.empty() : add(ISSUER_SESSION + key.nameOf(sid), session));
    }

    private Mono<Void> add(String name, Session session) {
        return redis.opsForZSet()
                .add(name, bytes(session.id()), (double) session.begun().toEpochMilli())
                .then(redis.expire(name, longest))
                .then();
    }

    /** The ids of a person's sessions. */
    Flux<String> of(String subject) {
        return members(SUBJECT, subject);
    }

    /** The ids of the sessions that belong to a session of the issuer's. */
    Flux<String> ofIssuerSession(String sid) {
        return members(ISSUER_SESSION, sid);
    }

    private Flux<String> members(String index, String value) {
        return Flux.fromIterable(keys.all())
                .concatMap(key -> redis.opsForZSet().range(index + key.nameOf(value), Range.unbounded()))
                .map(id -> new String(id, StandardCharsets.US_ASCII));
    }

    /** Remembers for a while that the issuer ended its session, so that a login under way does not come in behind. */
    Mono<Boolean> markEndedAtIssuer(String sid) {
        return redis.opsForValue().set(ENDED_AT_ISSUER + keys.newest().nameOf(sid), bytes("1"), OVERTAKING);
    }

    Mono<Boolean> endedAtIssuer(Session.Person person) {
        return Mono.justOrEmpty(person.issuerSession())
                .flatMapIterable(sid -> keys.all().stream()
                        .map(key -> ENDED_AT_ISSUER + key.nameOf(sid))
                        .toList())
                .concatMap(redis::hasKey)
                .any(Boolean::booleanValue);
    }

    Mono<Void> remove(Session session) {
        var person = session.person();
        return remove(person.subject(), session.id())
                .thenMany(Mono.justOrEmpty(person.issuerSession())
                        .flatMapMany(sid -> remove(ISSUER_SESSION, sid, session.id())))
                .then();
    }

    Mono<Void> remove(String subject, String id) {
        return remove(SUBJECT, subject, id).then();
    }

    private Flux<Long> remove(String index, String value, String id) {
        return Flux.fromIterable(keys.all())
                .concatMap(key -> redis.opsForZSet().remove(index + key.nameOf(value), (Object) bytes(id)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
