package dev.sallyport.gateway.session;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.resource.ClientResources;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.util.FileSystemUtils;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * A real Redis in a folder of its own, for a replica saves what it was sent wherever it runs, and the next one there would
 * start with that; it needs {@code redis-server} on the path.
 */
final class RedisServer implements AutoCloseable {

    private static final ClientResources RESOURCES = ClientResources.builder()
            .reconnectDelay(dev.sallyport.gateway.session.RedisConfiguration.RECONNECT)
            .build();
    private static final Set<Integer> TAKEN = ConcurrentHashMap.newKeySet();

    private final int port;
    private final List<String> options;
    private final Path directory;
    private Process process;

    private RedisServer(List<String> options) throws IOException {
        this.port = freePort();
        this.options = options;
        this.directory = Files.createTempDirectory("redis-");
        this.process = launch();
        awaitReady();
    }

    /** Starts one on a free port, with more options if need be. */
    static RedisServer start(String... options) throws IOException {
        return new RedisServer(List.of(options));
    }

    /** A port that no outgoing connection can take before the server does (they begin at 32768), each one once. */
    static int freePort() {
        for (int port = ThreadLocalRandom.current().nextInt(20_000, 32_000); ; port++) {
            if (TAKEN.add(port) && isFree(port)) {
                return port;
            }
        }
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    int port() {
        return port;
    }

    /** A node's connections to it alone. */
    LettuceConnectionFactory connections() {
        return connections(new RedisStandaloneConfiguration("localhost", port));
    }

    /** A node's connections to whatever is configured. */
    static LettuceConnectionFactory connections(RedisConfiguration configuration) {
        return connections(configuration, Duration.ofSeconds(5));
    }

    static LettuceConnectionFactory connections(RedisConfiguration configuration, Duration patience) {
        var client = LettuceClientConfiguration.builder()
                .commandTimeout(patience)
                .shutdownTimeout(Duration.ZERO)
                .clientResources(RESOURCES)
                .build();
        var factory = new LettuceConnectionFactory(configuration, client);
        factory.afterPropertiesSet();
        factory.start();
        return factory;
    }

    RedisClient client() {
        return RedisClient.create(RedisURI.create("localhost", port));
    }

    void stop() {
        process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }

    void startAgain() throws IOException {
        process = launch();
        awaitReady();
    }

    @Override
    public void close() {
        stop();
        FileSystemUtils.deleteRecursively(directory.toFile());
    }

    private Process launch() throws IOException {
        var command = new ArrayList<>(List.of("redis-server"));
        var plain = List.of("--port", String.valueOf(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no");
        command.addAll(options);
        command.addAll(plain);
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private void awaitReady() {
        try (var client = client()) {
            Mono.fromSupplier(() -> client.connect().sync().ping())
                    .retryWhen(Retry.fixedDelay(200, Duration.ofMillis(50)))
                    .then()
                    .block();
        }
    }
}
