package dev.sallyport.benchmark.gateway;

import dev.sallyport.testkit.StartFailed;
import dev.sallyport.testkit.Workspace;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Opens many WebSockets, and says what they take while a message a second comes to each, and how fast they end with their
 * sessions. Its one option is how many: {@code --sockets=5000}.
 */
final class SocketsBenchmark {

    private static final int SESSIONS = 100;
    private static final int SECONDS = 15;

    private SocketsBenchmark() {}

    static void main(String[] arguments) throws IOException, InterruptedException {
        var sockets = new Options(List.of(arguments)).number("sockets", 5000);
        var folder = Workspace.current().cache().resolve("bench/run");
        try (var servers = Servers.start(folder);
                var service = WebSocketService.start()) {
            var gateway = servers.gateway("gateway", Map.of(), List.of(), route(service.port()));
            var cookies = People.of(servers, SESSIONS).logIn(gateway, SESSIONS, 32);
            run(gateway, service, cookies, sockets);
        } catch (StartFailed failure) {
            System.err.println(failure.reason());
            System.exit(1);
        }
    }

    private static void run(Servers.Running gateway, WebSocketService service, List<String> cookies, int sockets)
            throws IOException, InterruptedException {
        var process = new ProcessTree(gateway.process().pid());
        var clients = new WebSocketClients(gateway.url());
        var residentBefore = process.residentBytes();
        var begun = System.nanoTime();
        for (var number = 0; number < sockets; number++) {
            clients.connect("/socket", cookies.get(number % cookies.size()));
        }
        System.out.printf(
                "%,d WebSockets opened in %.1f s; %d MB resident, %d before%n",
                clients.open(), (System.nanoTime() - begun) / 1e9, process.residentBytes() >> 20, residentBefore >> 20);
        messages(gateway, service, clients);
        System.out.printf("%d MB resident after them%n", process.residentBytes() >> 20);
        end(gateway, clients, cookies);
    }

    private static String route(int port) {
        return "    - {id: socket, uri: \"ws://127.0.0.1:%d\", predicates: [Path=/socket], filters: [Relay=orders]}"
                .formatted(port);
    }

    private static void messages(Servers.Running gateway, WebSocketService service, WebSocketClients clients)
            throws IOException, InterruptedException {
        send(service, SECONDS); // warm up
        clients.latencies();
        var spent = Spent.by(gateway);
        send(service, SECONDS);
        var latencies = clients.latencies();
        System.out.printf(
                "%,d messages of %d bytes in %d s, %,d sent: %.1f us CPU each, p50 %.1f ms, p99 %.1f ms%n",
                latencies.length,
                WebSocketService.MESSAGE_BYTES,
                SECONDS,
                (long) service.open() * SECONDS,
                (double) spent.micros() / latencies.length,
                latencies[latencies.length / 2] / 1e6,
                latencies[latencies.length * 99 / 100] / 1e6);
    }

    private static void send(WebSocketService service, int times) throws IOException, InterruptedException {
        for (var time = 0; time < times; time++) {
            service.send();
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private static void end(Servers.Running gateway, WebSocketClients clients, List<String> cookies)
            throws InterruptedException {
        var begun = System.nanoTime();
        AtOnce.all(IntStream.range(0, cookies.size())
                .<Callable<Integer>>mapToObj(number ->
                        () -> Http.logOut(gateway.url(), cookies.get(number)).statusCode())
                .toList());
        var loggedOut = (System.nanoTime() - begun) / 1e9;
        while (clients.open() > 0 && System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(30)) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        System.out.printf(
                "%d sessions logged out in %.2f s; after %.2f s %d WebSockets were still open%n",
                cookies.size(), loggedOut, (System.nanoTime() - begun) / 1e9, clients.open());
    }
}
