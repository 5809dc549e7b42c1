package dev.sallyport.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.gateway.token.AccessToken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** What every session store keeps to. */
abstract class SessionStoreContract {

    static final SessionSettings SETTINGS = new SessionSettings(Duration.ofMinutes(30), Duration.ofHours(10));

    final MovableClock clock = new MovableClock();
    private final SessionKey key = SessionKey.create();
    private SessionStore store = store(clock);

    abstract SessionStore store(Clock clock);

    @BeforeEach
    void begin() {
        store = store(clock);
        store.create(key, session(key, "alice", "issuer-1")).block();
    }

    @Test
    void givesTheSessionToItsKey() {
        var found = held();

        assertThat(found.person().subject()).isEqualTo("alice");
        assertThat(found.tokens().access().value()).isEqualTo("access-1");
    }

    @Test
    void givesNothingToTheRightIdWithAnotherSecret() {
        var guessed = new SessionKey(key.id(), SessionKey.create().secret());

        assertThat(store.peek(guessed).block()).isNull();
        assertThat(store.use(guessed).block()).isNull();
    }

    @Test
    void endsNothingForAnotherSecret() {
        store.end(new SessionKey(key.id(), SessionKey.create().secret())).then().block();

        assertThat(store.peek(key).block()).isNotNull();
    }

    @Test
    void endsASessionMoreThanOnce() {
        store.end(key).then().block();
        store.end(key).then().block();

        assertThat(store.use(key).block()).isNull();
    }

    @Test
    void letsASessionEndWhenItIsIdle() {
        clock.passes(Duration.ofMinutes(30));

        assertThat(store.use(key).block()).isNull();
    }

    @Test
    void keepsASessionThatIsUsed() {
        for (int i = 0; i < 3; i++) {
            clock.passes(Duration.ofMinutes(29));
            assertThat(store.use(key).block()).isNotNull();
        }
    }

    @Test
    void doesNotCountALookAsAUse() {
        clock.passes(Duration.ofMinutes(29));
        store.peek(key).then().block();
        clock.passes(Duration.ofMinutes(2));

        assertThat(store.peek(key).block()).isNull();
    }

    @Test
    void letsASessionEndAfterItsAbsoluteTimeHoweverMuchItIsUsed() {
        for (int i = 0; i < 24; i++) {
            clock.passes(Duration.ofMinutes(25));
            store.use(key).then().block();
        }

        assertThat(store.use(key).block()).isNull();
    }

    @Test
    void putsFreshTokensInThePlaceOfThoseThatAreHeld() {
        var held = held();

        assertThat(store.refresh(key, held, tokens("access-2")).block()).isTrue();
        assertThat(held().tokens().access().value()).isEqualTo("access-2");
    }

    @Test
    void keepsTheTokensOfWhoeverWasFaster() {
        var held = held();
        store.refresh(key, held, tokens("access-2")).then().block();

        assertThat(store.refresh(key, held, tokens("access-3")).block()).isFalse();
        assertThat(held().tokens().access().value()).isEqualTo("access-2");
    }

    @Test
    void doesNotBringBackASessionThatEndedWhileItWasRefreshed() {
        var held = held();
        store.end(key).then().block();

        assertThat(store.refresh(key, held, tokens("access-2")).block()).isFalse();
        assertThat(store.peek(key).block()).isNull();
    }

    @Test
    void doesNotLoseARefreshToAUseAtTheSameTime() {
        var held = held();
        clock.passes(Duration.ofSeconds(5));

        Flux.range(0, 200)
                .parallel(8)
                .runOn(Schedulers.parallel())
                .flatMap(i -> i == 100
                        ? store.refresh(key, held, tokens("access-2")).then()
                        : store.use(key).then())
                .sequential()
                .blockLast();

        assertThat(held().tokens().access().value()).isEqualTo("access-2");
    }

    @Test
    void endsWhatBelongsToASessionOfTheIssuers() {
        var other = SessionKey.create();
        store.create(other, session(other, "alice", "issuer-2")).block();

        assertThat(store.endAllOfIssuerSession("issuer-1").block()).isEqualTo(1);
        assertThat(store.peek(key).block()).isNull();
        assertThat(store.peek(other).block()).isNotNull();
        assertThat(store.endAllOfIssuerSession("issuer-1").block()).isZero();
    }

    @Test
    void endsEverySessionOfAPerson() {
        var second = SessionKey.create();
        var bobs = SessionKey.create();
        store.create(second, session(second, "alice", null)).block();
        store.create(bobs, session(bobs, "bob", null)).block();

        assertThat(store.endAllOf("alice").block()).isEqualTo(2);
        assertThat(store.peek(second).block()).isNull();
        assertThat(store.peek(bobs).block()).isNotNull();
    }

    private Session held() {
        return Objects.requireNonNull(store.peek(key).block());
    }

    private Session session(SessionKey key, String subject, @Nullable String issuerSession) {
        var person = new Session.Person(subject, subject, subject, issuerSession);
        return new Session(key.id(), person, tokens("access-1"), clock.instant(), clock.instant());
    }

    private Session.Tokens tokens(String access) {
        var now = clock.instant();
        return new Session.Tokens(
                new AccessToken(access, "key", Set.of("orders"), Set.of("openid"), now, now.plusSeconds(300), Map.of()),
                "refresh",
                "id");
    }

    static final class MovableClock extends Clock {

        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        void passes(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
