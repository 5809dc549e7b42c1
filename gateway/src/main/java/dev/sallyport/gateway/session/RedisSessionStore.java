package dev.sallyport.gateway.session;

import dev.sallyport.gateway.seal.ServerKeys;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.ReactiveRedisTemplate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sessions in Redis, for many nodes. Each is one value under its id, sealed, and found again by two indexes under names
 * that tell nothing: of its person, and of the issuer's session it belongs to. An index may name sessions that are gone.
 */
final class RedisSessionStore implements SessionStore {

    private final SessionValues values;
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
        this.values = new SessionValues(redis);
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
        var sealed = SealedSession.seal(keys, key, session);
        return indexes.add(session)
                .then(values.set(key.id(), sealed, timeToLive(session)))
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
        return values.use(key.id(), now, timeToLive(session.usedAt(now)))
                .doOnError(failure -> copy.notTold())
                .flatMap(there -> there ? Mono.just(session) : gone(key.id()));
    }

    @Override
    public Mono<Session> peek(SessionKey key) {
        return near(key.id()).mapNotNull(copy -> alive(copy.open(key))).onErrorMap(RedisFailure::refusal);
    }

    @Override
    public Mono<Session> latest(SessionKey key) {
        return values.get(key.id())
                .mapNotNull(value -> alive(value.open(keys, key)))
                .onErrorMap(RedisFailure::refusal);
    }

    @Override
    public Mono<Session> exclusively(SessionKey key, Mono<Session> work) {
        return leases.with(key.id(), work);
    }

    @Override
    public Mono<Boolean> refresh(SessionKey key, Session held, Session.Tokens fresh) {
        var sealed = SealedSession.seal(keys, key, held.refreshed(fresh));
        return values.replace(key.id(), SealedSession.mark(held), sealed)
                .doOnNext(done -> near.forget(key.id()))
                .onErrorMap(RedisFailure::refusal);
    }

    @Override
    public Mono<Session> end(SessionKey key) {
        return latest(key)
                .filterWhen(session -> end(key.id()))
                .flatMap(session -> indexes.remove(session).onErrorComplete().thenReturn(session))
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
    public Mono<Boolean> isAnyLeftOf(String issuerSession) {
        return indexes.ofIssuerSession(issuerSession)
                .concatMap(values::get)
                .hasElements()
                .onErrorMap(RedisFailure::refusal);
    }

    @Override
    public Mono<Long> endAllOf(String subject) {
        return indexes.of(subject).filterWhen(this::end).count().onErrorMap(RedisFailure::refusal);
    }

    @Override
    public Duration unseen() {
        return news.unseen();
    }

    @Override
    public Flux<ListedSession> list(String subject) {
        return indexes.of(subject).concatMap(id -> listed(subject, id)).onErrorMap(RedisFailure::refusal);
    }

    private Mono<ListedSession> listed(String subject, String id) {
        return values.get(id)
                .mapNotNull(value -> value.listed(keys, id))
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
        return values.end(id).doOnNext(done -> near.forget(id));
    }

    private Mono<Session> gone(String id) {
        near.forget(id);
        return Mono.empty();
    }

    private Mono<NearSessions.Near> near(String id) {
        return news.isRecent()
                ? near.get(id, values::get).flatMap(copy -> notIdle(id, copy))
                : values.get(id).map(near::of);
    }

    /** No node hears of what is used on another, so a copy that seems idle is no proof. */
    private Mono<NearSessions.Near> notIdle(String id, NearSessions.Near copy) {
        if (!seemsIdle(copy)) {
            return Mono.just(copy);
        }
        near.forget(id);
        return near.get(id, values::get);
    }

    private boolean seemsIdle(NearSessions.Near copy) {
        return !clock.instant().isBefore(copy.used().plus(settings.idleTimeout()));
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
}
