package dev.sallyport.gateway.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Sessions in this process: they end with it, and no other node knows them. */
final class InMemorySessionStore implements SessionStore {

    private static final Duration USE_PRECISION = Duration.ofSeconds(1);

    private final SessionSettings settings;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Cache<String, Held> sessions;
    final InMemoryIndex bySubject = new InMemoryIndex();
    final InMemoryIndex byIssuerSession = new InMemoryIndex();

    /** A login that the issuer's logout overtakes must not come in behind it. */
    private final Cache<String, Boolean> endedAtIssuer = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    private record Held(SessionKey key, Session session) {

        Held with(Session latest) {
            return new Held(key, latest);
        }
    }

    InMemorySessionStore(SessionSettings settings, ApplicationEventPublisher events, Clock clock) {
        this.settings = settings;
        this.events = events;
        this.clock = clock;
        this.sessions = Caffeine.newBuilder()
                .expireAfter(Expiry.<String, Held>writing((id, held) ->
                        settings.idleLeft(held.session, clock.instant()).plusSeconds(1)))
                .evictionListener((id, held, why) -> forget(Objects.requireNonNull(held)))
                .build();
    }

    @Override
    public Mono<Boolean> create(SessionKey key, Session session) {
        return Mono.fromSupplier(() -> {
            var person = session.person();
            var sid = person.issuerSession();
            bySubject.add(person.subject(), key.id());
            if (sid != null) {
                byIssuerSession.add(sid, key.id());
            }
            sessions.put(key.id(), new Held(key, session));
            if (sid != null && endedAtIssuer.getIfPresent(sid) != null) {
                remove(key.id());
                return false;
            }
            endOldest(person.subject());
            return true;
        });
    }

    private void endOldest(String subject) {
        of(subject)
                .sorted(Comparator.comparing((Held held) -> held.session.begun())
                        .reversed())
                .skip(settings.maxPerUser())
                .forEach(oldest -> remove(oldest.key.id()));
    }

    @Override
    public Mono<Session> use(SessionKey key) {
        return Mono.fromSupplier(() -> useAtOnce(key));
    }

    @Override
    public @Nullable Session useAtOnce(SessionKey key) {
        var held = find(key);
        return held == null ? null : used(held);
    }

    private Session used(Held held) {
        var now = clock.instant();
        if (now.isAfter(held.session.lastUsed().plus(USE_PRECISION))) {
            sessions.asMap().computeIfPresent(held.key.id(), (id, latest) -> latest.with(latest.session.usedAt(now)));
        }
        return held.session;
    }

    @Override
    public Mono<Session> peek(SessionKey key) {
        return Mono.fromSupplier(() -> find(key)).map(Held::session);
    }

    @Override
    public Mono<Session> latest(SessionKey key) {
        return peek(key);
    }

    /** There is no other node, and here requests wait for each other anyway. */
    @Override
    public Mono<Session> exclusively(SessionKey key, Mono<Session> work) {
        return work;
    }

    @Override
    public Mono<Boolean> refresh(SessionKey key, Session held, Session.Tokens fresh) {
        return Mono.fromSupplier(() -> {
            var now = sessions.asMap()
                    .computeIfPresent(
                            key.id(),
                            (id, latest) -> latest.session.hasTokensOf(held)
                                    ? latest.with(latest.session.refreshed(fresh))
                                    : latest);
            return now != null && now.session.tokens().equals(fresh);
        });
    }

    @Override
    public Mono<Session> end(SessionKey key) {
        return Mono.fromSupplier(() -> find(key)).mapNotNull(held -> remove(held.key.id()));
    }

    @Override
    public Mono<Boolean> endById(String id) {
        return Mono.fromSupplier(() -> remove(id) != null);
    }

    @Override
    public Mono<Long> endAllOfIssuerSession(String issuerSession) {
        return Mono.fromSupplier(() -> {
            endedAtIssuer.put(issuerSession, true);
            return endAll(in(byIssuerSession, issuerSession));
        });
    }

    @Override
    public Mono<Boolean> isAnyLeftOf(String issuerSession) {
        return Mono.fromSupplier(
                () -> alive(in(byIssuerSession, issuerSession)).findAny().isPresent());
    }

    @Override
    public Mono<Long> endAllOf(String subject) {
        return Mono.fromSupplier(() -> endAll(in(bySubject, subject)));
    }

    @Override
    public Flux<ListedSession> list(String subject) {
        return Flux.fromStream(() -> of(subject).map(held -> ListedSession.of(held.session)));
    }

    private Stream<Held> of(String subject) {
        return alive(in(bySubject, subject));
    }

    private Stream<Held> alive(Stream<Held> held) {
        return held.filter(one -> !settings.isOver(one.session, clock.instant()));
    }

    private Stream<Held> in(InMemoryIndex index, String common) {
        return index.of(common).stream().flatMap(id -> Stream.ofNullable(sessions.getIfPresent(id)));
    }

    private long endAll(Stream<Held> which) {
        return which.filter(held -> remove(held.key.id()) != null).count();
    }

    private @Nullable Session remove(String id) {
        var held = sessions.asMap().remove(id);
        if (held == null) {
            return null;
        }
        forget(held);
        events.publishEvent(new SessionEnded(id));
        return held.session;
    }

    private void forget(Held held) {
        var person = held.session.person();
        bySubject.remove(person.subject(), held.key.id());
        if (person.issuerSession() != null) {
            byIssuerSession.remove(person.issuerSession(), held.key.id());
        }
    }

    private @Nullable Held find(SessionKey key) {
        var held = sessions.getIfPresent(key.id());
        return held != null && held.key.opens(key.secret()) && !settings.isOver(held.session, clock.instant())
                ? held
                : null;
    }
}
