package dev.sallyport.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.gateway.MovableClock;
import dev.sallyport.gateway.answer.Refusal;
import dev.sallyport.gateway.seal.ServerKeys;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Sessions in a Redis whose answers come changed, in another order, in pieces, or not to their end. */
class GarbledRedisTest {

    private static final ServerKeys KEYS = ServerKeys.of("b25lIGtleSBvbmUga2V5IG9uZSBrZXkgb25lIGtleSA=");
    private static final Duration PATIENCE = Duration.ofMillis(300);
    private static final int MANY = 3;

    private static RedisServer redis;

    private final MovableClock clock = new MovableClock();
    private final List<SessionKey> sessions =
            IntStream.range(0, MANY).mapToObj(any -> SessionKey.create()).toList();
    private GarblingWire wire;
    private RedisNode node;

    @BeforeAll
    static void startRedis() throws IOException {
        redis = RedisServer.start();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @BeforeEach
    void begin() throws IOException {
        forgetTheOthers();
        wire = GarblingWire.to(redis.port());
        var connections = RedisServer.connections(new RedisStandaloneConfiguration("localhost", wire.port()), PATIENCE);
        node = new RedisNode(connections, KEYS, clock, event -> {});
        sessions.forEach(key -> node.store
                .create(key, SessionEndsTest.session(key, clock))
                .then()
                .block());
    }

    @AfterEach
    void end() {
        node.close();
        wire.close();
    }

    @ParameterizedTest
    @EnumSource
    void areTheRightOnesOrNone(GarblingWire.Fault fault) {
        wire.does(fault);

        var found = Flux.fromIterable(sessions)
                .flatMap(key -> outcome(key).map(id -> key.id().equals(id) || id.isEmpty()), MANY)
                .collectList()
                .block();

        assertThat(found).hasSize(MANY).containsOnly(true);
    }

    @ParameterizedTest
    @EnumSource
    void areAllThereAfterwards(GarblingWire.Fault fault) {
        wire.does(fault);
        Flux.fromIterable(sessions).flatMap(this::outcome, MANY).then().block();

        wire.does(GarblingWire.Fault.NONE);

        sessions.forEach(key ->
                SessionStoreContract.until(() -> key.id().equals(outcome(key).block())));
    }

    /** All sessions are one person's, who may have no more than these. */
    private static void forgetTheOthers() {
        try (var client = redis.client()) {
            client.connect().sync().flushall();
        }
    }

    /** The id of the session that was found; empty if there was none, or Redis could not tell. */
    private Mono<String> outcome(SessionKey key) {
        return node.store
                .use(key)
                .map(Session::id)
                .onErrorReturn(Refusal.class, "")
                .defaultIfEmpty("");
    }
}
