package dev.sallyport.gateway.session;

import static dev.sallyport.gateway.session.SessionStoreContract.SETTINGS;

import dev.sallyport.gateway.MovableClock;
import dev.sallyport.gateway.token.AccessToken;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

@Timeout(10)
class SessionEndsTest {

    private final VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();
    private final MovableClock clock = new MovableClock();
    private final SessionKey key = SessionKey.create();
    private final InMemorySessionStore store = new InMemorySessionStore(SETTINGS, this::heard, clock);
    private final SessionEnds ends = new SessionEnds(store, SETTINGS, clock);

    private void heard(Object event) {
        if (event instanceof SessionEnded ended) {
            ends.tell(ended);
        }
    }

    @BeforeEach
    void begin() {
        store.create(key, session(key)).then().block();
    }

    @AfterEach
    void resetTime() {
        VirtualTimeScheduler.reset();
    }

    @Test
    void tellsOfTheEndOfItsOwnSession() {
        var other = SessionKey.create();
        store.create(other, session(other)).then().block();

        StepVerifier.create(ends.of(key))
                .expectSubscription()
                .then(() -> end(other))
                .expectNoEvent(Duration.ofSeconds(1))
                .then(() -> end(key))
                .verifyComplete();
    }

    @Test
    void isToldAtOnceIfItIsOverAlready() {
        end(key);

        StepVerifier.create(ends.of(key)).verifyComplete();
    }

    @Test
    void isToldWhenTheSessionHasBeenIdleTooLong() {
        StepVerifier.create(ends.of(key))
                .expectSubscription()
                .then(() -> pass(Duration.ofMinutes(29)))
                .then(() -> store.use(key).then().block())
                .then(() -> pass(Duration.ofMinutes(29)))
                .expectNoEvent(Duration.ZERO)
                .then(() -> pass(Duration.ofMinutes(1)))
                .verifyComplete();
    }

    @Test
    void looksAgainWhenNewsWereMissed() {
        StepVerifier.create(ends.of(key))
                .expectSubscription()
                .then(() -> clock.passes(Duration.ofHours(1)))
                .expectNoEvent(Duration.ofSeconds(1))
                .then(() -> ends.tell(new NewsMissed()))
                .verifyComplete();
    }

    private void pass(Duration duration) {
        clock.passes(duration);
        time.advanceTimeBy(duration);
    }

    private void end(SessionKey which) {
        store.end(which).then().block();
    }

    private Session session(SessionKey of) {
        return session(of, clock);
    }

    static Session session(SessionKey of, Clock clock) {
        var now = clock.instant();
        var token = new AccessToken("token", "key", Set.of(), Set.of(), now, now.plusSeconds(300), Map.of());
        var person = new Session.Person("alice", "alice", "Alice", null);
        return new Session(
                of.id(), person, SessionStoreContract.BROWSER, new Session.Tokens(token, null, "id"), now, now);
    }
}
