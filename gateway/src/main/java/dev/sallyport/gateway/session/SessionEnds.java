package dev.sallyport.gateway.session;

import dev.sallyport.gateway.answer.Refusal;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Tells whoever holds something open for a session that it is over, whatever ended it and on whatever node. */
@Component
final class SessionEnds {

    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final SessionStore store;
    private final SessionSettings settings;
    private final Clock clock;
    private final Sinks.Many<String> told = Sinks.many().multicast().directBestEffort();
    private final Sinks.Many<NewsMissed> missed = Sinks.many().multicast().directBestEffort();

    @Autowired
    SessionEnds(SessionStore store, SessionSettings settings) {
        this(store, settings, Clock.systemUTC());
    }

    SessionEnds(SessionStore store, SessionSettings settings, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    @EventListener
    void tell(SessionEnded ended) {
        told.emitNext(ended.id(), Sinks.EmitFailureHandler.busyLooping(AGAIN));
    }

    @EventListener
    void tell(NewsMissed event) {
        missed.emitNext(event, Sinks.EmitFailureHandler.busyLooping(AGAIN));
    }

    /** Completes when the session of this key is over; at once if it is already. Holding something open is no use of it. */
    Mono<Void> of(SessionKey key) {
        var ended = told.asFlux().filter(key.id()::equals).next().then();
        var over = Mono.defer(() -> stillAlive(key))
                .repeat()
                .takeUntil(alive -> !alive)
                .then();
        return Mono.firstWithSignal(ended, over);
    }

    /**
     * Waits until it is worth another look. A session whose store is away is not over: nobody can end it meanwhile, and
     * once the store is back it is looked up.
     */
    private Mono<Boolean> stillAlive(SessionKey key) {
        return store.peek(key)
                .flatMap(session -> pass(untilNextLook(session)))
                .onErrorResume(Refusal.class, away -> pass(AGAIN))
                .defaultIfEmpty(false);
    }

    private Duration untilNextLook(Session session) {
        var idleLeft = settings.idleLeft(session, clock.instant());
        var unseen = store.unseen();
        return idleLeft.compareTo(unseen) < 0 ? idleLeft : unseen;
    }

    private Mono<Boolean> pass(Duration time) {
        return Mono.firstWithSignal(Mono.delay(time), missed.asFlux().next()).thenReturn(true);
    }
}
