package dev.sallyport.gateway.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Sessions in this process: they end with it, and no other node knows them. */
@Component
final class InMemorySessionStore implements SessionStore {

    private static final Duration USE_PRECISION = Duration.ofSeconds(1);

    private final SessionSettings settings;
    private final Clock clock;
    private final Cache<String, Held> sessions;

    private record Held(SessionKey key, Session session) {}

    @Autowired
    InMemorySessionStore(SessionSettings settings) {
        this(settings, Clock.systemUTC());
    }

    InMemorySessionStore(SessionSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.sessions = Caffeine.newBuilder()
                .expireAfter(Expiry.<String, Held>writing((id, held) ->
                        settings.idleLeft(held.session, clock.instant()).plusSeconds(1)))
                .build();
    }

    @Override
    public Mono<Void> create(SessionKey key, Session session) {
        return Mono.fromRunnable(() -> sessions.put(key.id(), new Held(key, session)));
    }

    @Override
    public Mono<Session> use(SessionKey key) {
        return Mono.fromSupplier(() -> find(key)).map(this::used);
    }

    private Session used(Held held) {
        var now = clock.instant();
        if (now.isAfter(held.session.lastUsed().plus(USE_PRECISION))) {
            sessions.asMap()
                    .computeIfPresent(held.key.id(), (id, latest) -> new Held(latest.key, latest.session.usedAt(now)));
        }
        return held.session;
    }

    @Override
    public Mono<Session> peek(SessionKey key) {
        return Mono.fromSupplier(() -> find(key)).map(Held::session);
    }

    @Override
    public Mono<Boolean> refresh(SessionKey key, Session held, Session.Tokens fresh) {
        return Mono.fromSupplier(() -> {
            var now = sessions.asMap()
                    .computeIfPresent(
                            key.id(),
                            (id, latest) -> latest.session.hasTokensOf(held)
                                    ? new Held(latest.key, latest.session.refreshed(fresh))
                                    : latest);
            return now != null && now.session.tokens().equals(fresh);
        });
    }

    @Override
    public Mono<Session> end(SessionKey key) {
        return peek(key).flatMap(session -> endById(session.id()));
    }

    @Override
    public Mono<Session> endById(String id) {
        return Mono.fromSupplier(() -> sessions.asMap().remove(id)).map(Held::session);
    }

    @Override
    public Mono<Long> endAllOfIssuerSession(String issuerSession) {
        return endAll(session -> issuerSession.equals(session.person().issuerSession()));
    }

    @Override
    public Mono<Long> endAllOf(String subject) {
        return endAll(session -> subject.equals(session.person().subject()));
    }

    private Mono<Long> endAll(Predicate<Session> which) {
        return Mono.fromSupplier(() -> sessions.asMap().values().stream()
                .filter(held -> which.test(held.session))
                .filter(held -> sessions.asMap().remove(held.key.id()) != null)
                .count());
    }

    private @Nullable Held find(SessionKey key) {
        var held = sessions.getIfPresent(key.id());
        return held != null && held.key.opens(key.secret()) && !settings.isOver(held.session, clock.instant())
                ? held
                : null;
    }
}
