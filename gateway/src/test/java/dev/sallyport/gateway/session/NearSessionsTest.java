package dev.sallyport.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.gateway.MovableClock;
import dev.sallyport.gateway.seal.ServerKeys;
import dev.sallyport.gateway.token.AccessToken;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Copies of which nobody tells that they no longer hold. */
class NearSessionsTest {

    private static final ServerKeys KEYS = ServerKeys.of("b25lIGtleSBvbmUga2V5IG9uZSBrZXkgb25lIGtleSA=");

    private final SessionKey key = SessionKey.create();
    private final Session session = SessionEndsTest.session(key, new MovableClock());
    private final AtomicInteger reads = new AtomicInteger();
    private final NearSessions near = new NearSessions(KEYS, 10, Duration.ofMillis(100));

    private SealedSession stored = SealedSession.seal(KEYS, key, session);

    @Test
    void areReadAgainWhenTheyAreOld() {
        opened();
        growOld();
        opened();

        assertThat(reads).hasValue(2);
    }

    @Test
    void areNotOpenedAgainWhenOnlyTheirUseIsAnother() {
        var tokens = opened().tokens();
        var used = session.lastUsed().plusSeconds(120);
        stored = Objects.requireNonNull(SealedSession.of(usedAt(used)));

        growOld();

        assertThat(opened().tokens()).isSameAs(tokens);
        assertThat(opened().lastUsed().toEpochMilli()).isEqualTo(used.toEpochMilli());
    }

    @Test
    void areOpenedAgainWhenTheyWereRefreshed() {
        var access = new AccessToken("fresh", "key", Set.of(), Set.of(), Instant.EPOCH, Instant.EPOCH, Map.of());
        opened();
        stored = SealedSession.seal(KEYS, key, session.refreshed(new Session.Tokens(access, null, "id")));

        growOld();

        assertThat(opened().tokens().access().value()).isEqualTo("fresh");
    }

    @Test
    void openForTheirKeyAloneHoweverOftenTheyAreRead() {
        opened();
        growOld();

        assertThat(copy().open(new SessionKey(key.id(), SessionKey.create().secret())))
                .isNull();
    }

    private void growOld() {
        SessionStoreContract.until(() -> near.known(key.id()) == null);
    }

    private Session opened() {
        return Objects.requireNonNull(copy().open(key));
    }

    private NearSessions.Near copy() {
        return Objects.requireNonNull(near.get(key.id(), this::read).block());
    }

    private Mono<SealedSession> read(String id) {
        return Mono.fromSupplier(() -> {
            reads.incrementAndGet();
            return stored;
        });
    }

    private byte[] usedAt(Instant time) {
        return ByteBuffer.wrap(stored.bytes())
                .putLong(SealedSession.USED_BEGIN, time.toEpochMilli())
                .array();
    }
}
