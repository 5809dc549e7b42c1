package dev.sallyport.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sallyport.gateway.MovableClock;
import dev.sallyport.gateway.token.AccessToken;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** What every session store keeps to. */
abstract class SessionStoreContract {

    static final SessionSettings SETTINGS =
            new SessionSettings(SessionSettings.Store.MEMORY, Duration.ofMinutes(30), Duration.ofHours(10), 3, 100);

    static final Browser BROWSER = new Browser("Firefox", "192.0.2.1");

    final MovableClock clock = new MovableClock();
    final SessionKey key = SessionKey.create();

    /** Of the sessions that were told to have ended. */
    final Queue<String> ended = new ConcurrentLinkedQueue<>();

    @SuppressWarnings("NullAway.Init") // before each test
    SessionStore store;

    abstract SessionStore store();

    void heard(Object event) {
        if (event instanceof SessionEnded told) {
            ended.add(told.id());
        }
    }

    @BeforeEach
    void begin() {
        store = store();
        create(key, session(key, "alice", "issuer-1"));
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
        assertThat(store.useAtOnce(guessed)).isNull();
    }

    @Test
    void givesTheSessionAtOnceOnlyWhileItWouldGiveIt() {
        store.use(key).then().block();

        assertThat(store.useAtOnce(key)).isNotNull();
        clock.passes(Duration.ofMinutes(30));
        assertThat(store.useAtOnce(key)).isNull();
    }

    @Test
    void givesNothingAtOnceThatHasEnded() {
        store.use(key).then().block();
        store.end(key).then().block();

        assertThat(store.useAtOnce(key)).isNull();
    }

    @Test
    void countsAUseAtOnceAsAUse() {
        for (int i = 0; i < 3; i++) {
            clock.passes(Duration.ofMinutes(29));
            if (store.useAtOnce(key) == null) {
                assertThat(store.use(key).block()).isNotNull();
            }
        }
        clock.passes(Duration.ofSeconds(10));
        assertThat(store.useAtOnce(key)).isNotNull();
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
        create(other, session(other, "alice", "issuer-2"));

        assertThat(store.endAllOfIssuerSession("issuer-1").block()).isEqualTo(1);
        assertThat(store.peek(key).block()).isNull();
        assertThat(store.peek(other).block()).isNotNull();
        assertThat(store.endAllOfIssuerSession("issuer-1").block()).isZero();
    }

    @Test
    void tellsWhetherASessionIsLeftOfTheIssuers() {
        var other = begun("alice", "issuer-1");

        store.end(key).then().block();
        assertThat(store.isAnyLeftOf("issuer-1").block()).isTrue();
        store.endById(other.id()).then().block();
        assertThat(store.isAnyLeftOf("issuer-1").block()).isFalse();
        assertThat(store.isAnyLeftOf("issuer-2").block()).isFalse();
    }

    @Test
    void endsEverySessionOfAPerson() {
        var second = SessionKey.create();
        var bobs = SessionKey.create();
        create(second, session(second, "alice", null));
        create(bobs, session(bobs, "bob", null));

        assertThat(store.endAllOf("alice").block()).isEqualTo(2);
        assertThat(store.peek(second).block()).isNull();
        assertThat(store.peek(bobs).block()).isNotNull();
    }

    @Test
    void endsASessionByItsIdAlone() {
        assertThat(store.endById(key.id()).block()).isTrue();
        assertThat(store.endById(key.id()).block()).isFalse();
        assertThat(store.peek(key).block()).isNull();
    }

    @Test
    void tellsOfEverySessionThatEnds() {
        var second = begun("alice", "issuer-2");
        var third = begun("alice", "issuer-3");

        store.end(key).then().block();
        store.endAllOfIssuerSession("issuer-2").then().block();
        store.endById(third.id()).then().block();

        until(() -> ended.size() == 3);
        assertThat(ended).containsExactlyInAnyOrder(key.id(), second.id(), third.id());
    }

    @Test
    void letsNoLoginInBehindTheLogoutThatOvertookIt() {
        store.endAllOfIssuerSession("issuer-9").then().block();
        var late = SessionKey.create();

        assertThat(store.create(late, session(late, "alice", "issuer-9")).block())
                .isFalse();
        assertThat(store.peek(late).block()).isNull();
    }

    @Test
    void listsThePersonsSessions() {
        clock.passes(Duration.ofMinutes(1));
        var second = begun("alice", "issuer-2");
        begun("bob", "issuer-3");

        assertThat(store.list("alice").collectList().block())
                .extracting(ListedSession::id, ListedSession::browser)
                .containsExactlyInAnyOrder(tuple(key.id(), BROWSER), tuple(second.id(), BROWSER));
    }

    @Test
    void listsNoSessionThatIsOver() {
        clock.passes(Duration.ofMinutes(30));

        assertThat(store.list("alice").collectList().block()).isEmpty();
    }

    @Test
    void endsTheOldestWhenAPersonHasTooMany() {
        for (int i = 0; i < 3; i++) {
            clock.passes(Duration.ofMinutes(1));
            begun("alice", null);
        }

        assertThat(store.peek(key).block()).isNull();
        assertThat(store.list("alice").collectList().block()).hasSize(3);
    }

    @Test
    void givesEverythingBackAsItWas() {
        var held = held();

        assertThat(held).isEqualTo(session(key, "alice", "issuer-1"));
        assertThat(held.person().username()).isEqualTo("alice");
    }

    @Test
    void doesWorkForOneSession() {
        assertThat(store.exclusively(key, store.latest(key)).block()).isEqualTo(held());
    }

    final SessionKey begun(String subject, @Nullable String issuerSession) {
        var other = SessionKey.create();
        create(other, session(other, subject, issuerSession));
        return other;
    }

    final void create(SessionKey other, Session session) {
        assertThat(store.create(other, session).block()).isTrue();
    }

    static void until(BooleanSupplier holds) {
        Awaitility.await().pollInterval(Duration.ofMillis(20)).until(holds::getAsBoolean);
    }

    Session held() {
        return Objects.requireNonNull(store.peek(key).block());
    }

    final Session session(SessionKey key, String subject, @Nullable String issuerSession) {
        var person = new Session.Person(subject, subject, subject, issuerSession);
        return new Session(key.id(), person, BROWSER, tokens("access-1"), clock.instant(), clock.instant());
    }

    final Session.Tokens tokens(String access) {
        var now = clock.instant();
        return new Session.Tokens(
                new AccessToken(access, "key", Set.of("orders"), Set.of("openid"), now, now.plusSeconds(300), Map.of()),
                "refresh",
                "id");
    }
}
