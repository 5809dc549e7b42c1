package dev.sallyport.benchmark.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sallyport.testkit.StartFailed;
import dev.sallyport.testkit.Workspace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A service that takes five seconds for each answer, beside one that is fast: what many requests that wait for the one do to
 * those of the other. Options: {@code --waiting=1000} how many wait, {@code --rounds=4}.
 */
final class SlowBenchmark {

    private static final int SECONDS = 5;
    private static final int CONNECTIONS = 32;

    private final Servers servers;
    private final Servers.Running gateway;
    private final String cookie;
    private final Path headers;
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    private SlowBenchmark(Servers servers, int slowPort) throws IOException {
        this.servers = servers;
        this.gateway = servers.gateway("gateway", Map.of(), List.of(), route(slowPort));
        this.cookie = new Login("alice").through(gateway.url(), "/bff/login");
        this.headers = Files.writeString(servers.folder().resolve("slow.headers"), "Cookie: " + cookie + "\n");
    }

    static void main(String[] arguments) throws IOException, InterruptedException {
        var options = new Options(List.of(arguments));
        var folder = Workspace.current().cache().resolve("bench/run");
        var slow = slowService();
        try (var servers = Servers.start(folder)) {
            new SlowBenchmark(servers, slow.getAddress().getPort())
                    .run(options.number("waiting", 1000), options.number("rounds", 4));
        } catch (StartFailed failure) {
            System.err.println(failure.reason());
            System.exit(1);
        } finally {
            slow.stop(0);
        }
    }

    private static HttpServer slowService() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4096);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/slow", SlowBenchmark::answerLate);
        server.start();
        return server;
    }

    private static void answerLate(HttpExchange exchange) throws IOException {
        try (exchange) {
            TimeUnit.SECONDS.sleep(SECONDS);
            exchange.sendResponseHeaders(204, -1);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(int waiting, int rounds) throws IOException, InterruptedException {
        load(20);
        for (var round = 0; round < rounds; round++) {
            report("nobody waits", load(SECONDS));
            var on = new AtomicBoolean(true);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var number = 0; number < waiting; number++) {
                    threads.execute(() -> wait(on));
                }
                TimeUnit.SECONDS.sleep(2); // all of them are on their way
                report("%,d wait".formatted(waiting), load(SECONDS));
                on.set(false);
            }
        }
        System.out.printf("slow requests: %,d answered, %,d not%n", answered.get(), refused.get());
    }

    private static String route(int port) {
        return "    - {id: slow, uri: \"http://127.0.0.1:%d\", predicates: [Path=/slow], filters: [Relay=orders]}"
                .formatted(port);
    }

    private void wait(AtomicBoolean on) {
        while (on.get()) {
            var status = Http.send(Http.request(gateway.url() + "/slow").header("Cookie", cookie))
                    .statusCode();
            (status == 204 ? answered : refused).incrementAndGet();
        }
    }

    private Wrk.Load load(int seconds) throws IOException {
        return Wrk.run(servers.folder(), gateway.url() + "/items", headers, CONNECTIONS, seconds);
    }

    private static void report(String what, Wrk.Load load) {
        System.out.printf(
                "%s: %.0f requests/s of the fast service, p50 %.2f ms, p99 %.1f ms, %d errors%n",
                what,
                load.requests() * 1e6 / load.micros(),
                load.p50() / 1e3,
                load.p99() / 1e3,
                load.refused() + load.failed());
    }
}
