package dev.sallyport.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.gateway.seal.ServerKeys;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.redis.connection.RedisClusterConfiguration;

/** Sessions in a Redis Cluster of three. */
class RedisClusterTest extends SessionStoreContract {

    private static final String KEY = "b25lIGtleSBvbmUga2V5IG9uZSBrZXkgb25lIGtleSA=";
    private static final int SIZE = 3;

    private static final List<RedisServer> servers = new ArrayList<>();

    private final List<RedisNode> nodes = new ArrayList<>();

    @BeforeAll
    static void startCluster(@TempDir Path directory) throws Exception {
        for (int i = 0; i < SIZE; i++) {
            servers.add(RedisServer.start(
                    "--cluster-enabled",
                    "yes",
                    "--cluster-config-file",
                    directory.resolve("node-" + i).toString(),
                    "--cluster-port",
                    String.valueOf(RedisServer.freePort())));
        }
        var command = new ArrayList<>(List.of("redis-cli", "--cluster-yes", "--cluster", "create"));
        command.addAll(addresses());
        var output = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(output.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(output.waitFor(1, TimeUnit.MINUTES) && output.exitValue() == 0)
                .as(said)
                .isTrue();
        servers.forEach(server -> until(() -> ask(server, "cluster_state:ok")));
    }

    private static List<String> addresses() {
        return servers.stream().map(server -> "127.0.0.1:" + server.port()).toList();
    }

    private static boolean ask(RedisServer server, String state) {
        try (var client = server.client()) {
            return client.connect().sync().clusterInfo().contains(state);
        }
    }

    @AfterAll
    static void stopCluster() {
        servers.forEach(RedisServer::close);
        servers.clear();
    }

    @AfterEach
    void stopNodes() {
        nodes.forEach(RedisNode::close);
    }

    @Override
    SessionStore store() {
        for (var server : servers) {
            try (var client = server.client()) {
                client.connect().sync().flushall();
            }
        }
        return node().store;
    }

    private RedisNode node() {
        var configuration = new RedisClusterConfiguration(addresses());
        var node = new RedisNode(RedisServer.connections(configuration), ServerKeys.of(KEY), clock, this::heard);
        nodes.add(node);
        return node;
    }

    @Test
    void endsOnEveryNodeASessionThatIsOnAnyServer() {
        var other = node();
        var sessions = new ArrayList<>(List.of(key));
        for (int i = 0; i < 20; i++) {
            sessions.add(begun("alice-" + i, null));
        }
        sessions.forEach(session -> assertThat(other.store.use(session).block()).isNotNull());
        assertThat(servers).allMatch(server -> holds(server) > 0);

        sessions.forEach(
                session -> assertThat(store.endById(session.id()).block()).isTrue());

        sessions.forEach(session -> until(() -> other.store.use(session).block() == null));
    }

    @Test
    void endsASessionOfWhoseEndNobodyTells() {
        var other = node();
        assertThat(other.store.use(key).block()).isNotNull();
        var over = other.ends.of(key).toFuture();

        delete("sallyport:session:" + key.id());

        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> other.store.useAtOnce(key) == null);
        assertThat(other.store.use(key).block()).isNull();
        assertThat(over).succeedsWithin(Duration.ofSeconds(10));
    }

    private static void delete(String name) {
        try (var client = RedisClusterClient.create(
                RedisURI.create("localhost", servers.getFirst().port()))) {
            assertThat(client.connect().sync().del(name)).isOne();
        }
    }

    @Test
    void isFoundBySpringsOwnSettings() {
        SpringsRedis.with(
                ServerKeys.of(KEY),
                gateways -> assertThat(gateways.endById(key.id()).block()).isTrue(),
                "spring.data.redis.cluster.nodes=" + String.join(",", addresses()));

        assertThat(store.latest(key).block()).isNull();
    }

    private static long holds(RedisServer server) {
        try (RedisClient client = server.client()) {
            return client.connect().sync().dbsize();
        }
    }
}
