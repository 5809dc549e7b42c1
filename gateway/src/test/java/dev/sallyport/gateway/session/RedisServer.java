package dev.sallyport.gateway.session;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.resource.ClientResources;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** A real Redis, which keeps nothing on disk; it needs {@code redis-server} on the path. */
final class RedisServer implements AutoCloseable {

    private static final ClientResources RESOURCES = ClientResources.builder()
            .reconnectDelay(RedisConfiguration.RECONNECT)
            .build();

    private final int port;
    private Process process;

    private RedisServer(int port) throws IOException {
        this.port = port;
        this.process = launch(port);
    }

    static RedisServer start() throws IOException {
        var server = new RedisServer(freePort());
        server.awaitReady();
        return server;
    }

    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    /** A node's connections to it. */
    LettuceConnectionFactory connections() {
        var client = LettuceClientConfiguration.builder()
                .commandTimeout(Duration.ofSeconds(5))
                .shutdownTimeout(Duration.ZERO)
                .clientResources(RESOURCES)
                .build();
        var factory = new LettuceConnectionFactory(new RedisStandaloneConfiguration("localhost", port), client);
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
        process = launch(port);
        awaitReady();
    }

    @Override
    public void close() {
        stop();
    }

    private static Process launch(int port) throws IOException {
        var command = List.of(
                "redis-server",
                "--port",
                String.valueOf(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no");
        return new ProcessBuilder(command)
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
