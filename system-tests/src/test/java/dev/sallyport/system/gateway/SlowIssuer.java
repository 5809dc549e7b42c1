package dev.sallyport.system.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The way from the gateways to the real Keycloak, on which a question to its token endpoint, or the answer, may take its
 * time.
 */
final class SlowIssuer implements AutoCloseable {

    private static final Set<String> HOP_BY_HOP =
            Set.of("connection", "content-length", "host", "transfer-encoding", "upgrade", "http2-settings");

    private final HttpServer server;
    private final URI issuer;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger questions = new AtomicInteger();
    private final AtomicInteger losses = new AtomicInteger();
    private volatile Duration before = Duration.ZERO;
    private volatile Duration after = Duration.ZERO;

    private SlowIssuer(HttpServer server, URI issuer) {
        this.server = server;
        this.issuer = issuer;
    }

    static SlowIssuer before(String issuer) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 500);
            var slow = new SlowIssuer(server, URI.create(issuer));
            server.setExecutor(slow.threads);
            server.createContext("/", slow::pass);
            server.start();
            return slow;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Where the gateways find the issuer. */
    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + issuer.getPath();
    }

    /** Lets questions to the token endpoint that come from now on take this long to arrive, and their answers to come back. */
    void slow(Duration toArrive, Duration toComeBack) {
        before = toArrive;
        after = toComeBack;
    }

    /** Loses all that is on its way, and is slow no longer. */
    void lose() {
        losses.incrementAndGet();
        slow(Duration.ZERO, Duration.ZERO);
    }

    private void await(Duration time, int lost) throws IOException {
        var end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            if (losses.get() != lost) {
                throw new IOException("Lost");
            }
        }
    }

    /** How many questions to the token endpoint have been asked. */
    int questions() {
        return questions.get();
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            var isToken = exchange.getRequestURI().getPath().endsWith("/protocol/openid-connect/token");
            var body = exchange.getRequestBody().readAllBytes();
            var lost = losses.get();
            var toArrive = before;
            var toComeBack = after;
            if (isToken) {
                questions.incrementAndGet();
                await(toArrive, lost);
            }
            var answer = ask(exchange, body);
            if (isToken) {
                await(toComeBack, lost);
            }
            answer.headers().map().forEach((name, values) -> {
                if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        }
    }

    private HttpResponse<byte[]> ask(HttpExchange exchange, byte[] body) throws IOException {
        var request = HttpRequest.newBuilder(issuer.resolve(exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            return http.send(request.build(), BodyHandlers.ofByteArray());
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        http.close();
    }
}
