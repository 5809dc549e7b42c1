package dev.sallyport.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.system.Until;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A Redis that was never there, and whose address swallows packets. */
class UnreachableRedisTest {

    private static final String ANY_KEY = "b25seSBmb3IgdGVzdHMhIG9ubHkgZm9yIHRlc3RzISE=";
    private static final String MADE_UP = "__Host-session=" + "A".repeat(65);
    private static final int MANY = 40;
    /** Forty that wait a second each, one after the other, take longer. */
    private static final Duration AT_ONCE = Duration.ofSeconds(10);

    private final StreamingService service = StreamingService.start();
    private final List<Socket> waiting = new ArrayList<>();
    private final ServerSocket swallowing = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private OpenGateway gateway;

    UnreachableRedisTest() throws IOException {}

    @BeforeEach
    void start() throws IOException {
        fillUp();
        gateway = OpenGateway.start(OpenGateway.before(service.url())
                .environment("SALLYPORT_SESSION_STORE", "redis")
                .environment("SALLYPORT_SERVERKEYS", ANY_KEY)
                .environment("SPRING_DATA_REDIS_URL", "redis://127.0.0.1:" + swallowing.getLocalPort()));
    }

    @AfterEach
    void stop() throws IOException {
        gateway.close();
        service.close();
        for (var socket : waiting) {
            socket.close();
        }
        swallowing.close();
    }

    @Test
    void holdsUpNobodyWhoNeedsNone() {
        Until.holds("a try", () -> gateway.application().output().contains("news of sessions not heard"));
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        var session = RawRequest.get("/bff/session").header("Cookie", MADE_UP);
        var before = Instant.now();
        var sessions = new ArrayList<CompletableFuture<Integer>>();
        for (var each = 0; each < MANY; each++) {
            sessions.add(CompletableFuture.supplyAsync(
                    () -> session.sendTo(gateway.url()).status(), threads));
        }

        for (var each = 0; each < MANY; each++) {
            assertThat(RawRequest.get("/open/blob/1").sendTo(gateway.url())).hasStatus(200);
        }

        assertThat(sessions).extracting(CompletableFuture::join).containsOnly(503);
        assertThat(Duration.between(before, Instant.now())).isLessThan(AT_ONCE);
    }

    /** Nobody accepts, so the queue is full after a few. */
    private void fillUp() throws IOException {
        try {
            while (true) {
                var socket = new Socket();
                waiting.add(socket);
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), swallowing.getLocalPort()), 300);
            }
        } catch (SocketTimeoutException full) {
            // So packets are swallowed from now on.
        }
    }
}
