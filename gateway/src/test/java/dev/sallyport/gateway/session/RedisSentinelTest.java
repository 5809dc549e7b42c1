package dev.sallyport.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.gateway.MovableClock;
import dev.sallyport.gateway.answer.Refusal;
import dev.sallyport.gateway.seal.ServerKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.redis.connection.RedisSentinelConfiguration;

/** Sessions in a Redis that has a replica, and a Sentinel that turns to it. */
class RedisSentinelTest {

    private static final String KEY = "b25lIGtleSBvbmUga2V5IG9uZSBrZXkgb25lIGtleSA=";

    private final RedisServer primary;
    private final RedisServer replica;
    private final RedisServer sentinel;
    private final MovableClock clock = new MovableClock();
    private final RedisNode node;

    RedisSentinelTest(@TempDir Path directory) throws IOException {
        primary = RedisServer.start();
        replica = RedisServer.start("--replicaof", "127.0.0.1 " + primary.port());
        var configuration = Files.writeString(directory.resolve("sentinel.conf"), """
                sentinel monitor sessions 127.0.0.1 %s 1
                sentinel down-after-milliseconds sessions 1000
                sentinel failover-timeout sessions 5000
                """.formatted(primary.port()));
        sentinel = RedisServer.start(configuration.toString(), "--sentinel");
        var connections = RedisServer.connections(
                new RedisSentinelConfiguration().master("sessions").sentinel("127.0.0.1", sentinel.port()));
        node = new RedisNode(connections, ServerKeys.of(KEY), clock, event -> {});
    }

    @AfterEach
    void stop() {
        node.close();
        sentinel.close();
        replica.close();
        primary.close();
    }

    @Test
    void keepsSessionsWhenTheReplicaTakesOver() {
        var key = SessionKey.create();
        assertThat(node.store.create(key, SessionEndsTest.session(key, clock)).block())
                .isTrue();
        SessionStoreContract.until(() -> replicated("sallyport:session:" + key.id()));

        primary.stop();

        SessionStoreContract.until(() -> isFound(key));
        assertThat(node.store.endById(key.id()).block()).isTrue();
    }

    @Test
    void isFoundBySpringsOwnSettings() {
        var key = SessionKey.create();
        node.store.create(key, SessionEndsTest.session(key, clock)).then().block();

        SpringsRedis.with(
                ServerKeys.of(KEY),
                gateways -> assertThat(gateways.endById(key.id()).block()).isTrue(),
                "spring.data.redis.sentinel.master=sessions",
                "spring.data.redis.sentinel.nodes=127.0.0.1:" + sentinel.port());

        assertThat(node.store.latest(key).block()).isNull();
    }

    private boolean replicated(String name) {
        try (var client = replica.client()) {
            return client.connect().sync().exists(name) == 1;
        }
    }

    private boolean isFound(SessionKey key) {
        try {
            return node.store.latest(key).block() != null;
        } catch (Refusal away) {
            return false;
        }
    }
}
