package dev.sallyport.gateway.session;

import dev.sallyport.gateway.seal.ServerKeys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.ReactiveRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sessions in Redis, for many nodes. Each is one value under its id, sealed, and found again by two indexes under names
 * that tell nothing: of its person, and of the issuer's session it belongs to. An index may name sessions that are gone.
 */
final class RedisSessionStore implements SessionStore {

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
    private final SessionIndexes indexes;
    private final SessionLease leases;
    private final SessionNews news;
    private final NearSessions near;
    private final ServerKeys keys;
    private final SessionSettings settings;
    private final Clock clock;

    RedisSessionStore(
            ReactiveRedisTemplate<String, byte[]> redis,
            SessionNews news,
            NearSessions near,
            ServerKeys keys,
            SessionSettings settings,
            Clock clock) {
        this.redis = redis;
        this.indexes = new SessionIndexes(redis, keys, settings.absoluteTimeout());
        this.leases = new SessionLease(redis);
        this.news = news;
        this.near = near;
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
    }

    /** First it can be found, then it is there, then it is seen whether the issuer's logout came in between. */
    @Override
    public Mono<Boolean> create(SessionKey key, Session session) {
        var sealed = SealedSession.seal(keys, key, session).bytes();
        var kept = redis.opsForValue().set(name(key.id()), sealed, timeToLive(session));
        return indexes.add(session)
                .then(kept)
                .then(indexes.endedAtIssuer(session.person()))
                .flatMap(overtaken -> overtaken
                        ? end(key.id()).thenReturn(false)
                        : endOldest(session).thenReturn(true))
                .onErrorMap(RedisFailure::refusal);
    }

    @Override
    public @Nullable Session useAtOnce(SessionKey key) {
        var copy = news.isRecent() ? near.known(key.id()) : null;
        var now = clock.instant();
        if (copy == null || seemsIdle(copy) || copy.isToTell(now, settings.usePrecision())) {
            return null;
        }
        var session = alive(copy.open(key));
        if (session != null) {
            copy.use(now, settings.usePrecision());
        }
        return session;
    }

    @Override
    public Mono<Session> use(SessionKey key) {
        return near(key.id()).flatMap(copy -> use(key, copy)).onErrorMap(RedisFailure::refusal);
    }

    private Mono<Session> use(SessionKey key, NearSessions.Near copy) {
        var session = alive(copy.open(key));
        if (session == null) {
            near.forget(key.id());
            return Mono.empty();
        }
        var now = clock.instant();
        if (!copy.use(now, settings.usePrecision())) {
            return Mono.just(session);
        }
        var used = ByteBuffer.allocate(Long.BYTES).putLong(now.toEpochMilli()).array();
        return run(USE, key.id(), used, text(timeToLive(session.usedAt(now)).toMillis()))
                .flatMap(there -> there ? Mono.just(session) : gone(key.id()));
    }

    @Override
    public Mono<Session> peek(SessionKey key) {
        return near(key.id()).mapNotNull(copy -> alive(copy.open(key))).onErrorMap(RedisFailure::refusal);
    }

    @Override
    public Mono<Session> latest(SessionKey key) {
        return read(key.id()).mapNotNull(value -> alive(value.open(keys, key))).onErrorMap(RedisFailure::refusal);
    }

    @Override
    public Mono<Session> exclusively(SessionKey key, Mono<Session> work) {
        return leases.with(key.id(), work);
    }

    @Override
    public Mono<Boolean> refresh(SessionKey key, Session held, Session.Tokens fresh) {
        var sealed = SealedSession.seal(keys, key, held.refreshed(fresh));
        return run(
                        REPLACE,
                        key.id(),
                        SealedSession.mark(held),
                        sealed.beforeUsed(),
                        sealed.afterUsed(),
                        text(SessionNews.CHANNEL),
                        text(SessionNews.CHANGED + key.id()))
                .doOnNext(done -> near.forget(key.id()))
                .onErrorMap(RedisFailure::refusal);
    }

    @Override
    public Mono<Session> end(SessionKey key) {
        return latest(key)
                .filterWhen(session -> end(key.id()))
                .flatMap(session -> indexes.remove(session).thenReturn(session))
                .onErrorMap(RedisFailure::refusal);
    }

    @Override
    public Mono<Boolean> endById(String id) {
        return end(id).onErrorMap(RedisFailure::refusal);
    }

    @Override
    public Mono<Long> endAllOfIssuerSession(String issuerSession) {
        return indexes.markEndedAtIssuer(issuerSession)
                .thenMany(indexes.ofIssuerSession(issuerSession))
                .filterWhen(this::end)
                .count()
                .onErrorMap(RedisFailure::refusal);
    }

    @Override
    public Mono<Long> endAllOf(String subject) {
        return indexes.of(subject).filterWhen(this::end).count().onErrorMap(RedisFailure::refusal);
    }

    @Override
    public Flux<ListedSession> list(String subject) {
        return indexes.of(subject).concatMap(id -> listed(subject, id)).onErrorMap(RedisFailure::refusal);
    }

    private Mono<ListedSession> listed(String subject, String id) {
        return read(id).mapNotNull(value -> value.listed(keys, id))
                .switchIfEmpty(indexes.remove(subject, id).then(Mono.empty()))
                .filter(listed -> !settings.isOver(listed.begun(), listed.lastUsed(), clock.instant()));
    }

    private Mono<Void> endOldest(Session session) {
        return list(session.person().subject())
                .sort(Comparator.comparing(ListedSession::begun).reversed())
                .skip(settings.maxPerUser())
                .concatMap(oldest -> end(oldest.id()))
                .then();
    }

    private Mono<Boolean> end(String id) {
        return run(END, id, text(SessionNews.CHANNEL), text(SessionNews.ENDED + id))
                .doOnNext(done -> near.forget(id));
    }

    private Mono<Session> gone(String id) {
        near.forget(id);
        return Mono.empty();
    }

    private Mono<NearSessions.Near> near(String id) {
        return news.isRecent() ? near.get(id, this::read).flatMap(copy -> notIdle(id, copy)) : read(id).map(near::of);
    }

    /** No node hears of what is used on another, so a copy that seems idle is no proof. */
    private Mono<NearSessions.Near> notIdle(String id, NearSessions.Near copy) {
        if (!seemsIdle(copy)) {
            return Mono.just(copy);
        }
        near.forget(id);
        return near.get(id, this::read);
    }

    private boolean seemsIdle(NearSessions.Near copy) {
        return !clock.instant().isBefore(copy.used().plus(settings.idleTimeout()));
    }

    private Mono<SealedSession> read(String id) {
        return redis.opsForValue().get(name(id)).mapNotNull(SealedSession::of);
    }

    private @Nullable Session alive(@Nullable Session session) {
        return session == null || settings.isOver(session, clock.instant()) ? null : session;
    }

    /** A little longer than it may be idle: another node may know of a later use than Redis does. */
    private Duration timeToLive(Session session) {
        var now = clock.instant();
        var idle = settings.idleLeft(session, now).plus(settings.usePrecision());
        var absolute = settings.absoluteLeft(session, now);
        var left = idle.compareTo(absolute) < 0 ? idle : absolute;
        return left.isPositive() ? left : Duration.ofMillis(1);
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
