package dev.sallyport.system.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A downstream service that believes everything, and remembers it. Every answer is 200; under a path that ends in
 * {@code /cookies} it tries to set the gateway's own.
 */
final class RecordingService implements AutoCloseable {

    private static final List<String> COOKIES = List.of(
            "__Host-session=mine; Path=/; Secure", "__host-login-x=mine; Path=/; Secure", "basket=full; Path=/");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<ArrivedRequest> arrived = new CopyOnWriteArrayList<>();

    private RecordingService(HttpServer server) {
        this.server = server;
    }

    static RecordingService start() {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            var service = new RecordingService(HttpServer.create(address, 0));
            service.server.setExecutor(service.threads);
            service.server.createContext("/", service::record);
            service.server.start();
            return service;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** What has arrived at this path, query aside; each test asks for a path of its own. */
    List<ArrivedRequest> requestsTo(String path) {
        return arrived.stream().filter(request -> request.path().equals(path)).toList();
    }

    /** How many requests have arrived, wherever. */
    int count() {
        return arrived.size();
    }

    /** The one request that has arrived at this path. */
    ArrivedRequest onlyRequestTo(String path) {
        var requests = requestsTo(path);
        if (requests.size() != 1) {
            throw new AssertionError(requests.size() + " requests have arrived at " + path + ", not one");
        }
        return requests.getFirst();
    }

    private void record(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = new LinkedHashMap<String, List<String>>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var uri = exchange.getRequestURI();
            var query = Objects.requireNonNullElse(uri.getRawQuery(), "");
            arrived.add(
                    new ArrivedRequest(exchange.getRequestMethod(), uri.getPath(), query, Map.copyOf(headers), body));
            answer(exchange, uri.getPath());
        }
    }

    private static void answer(HttpExchange exchange, String path) throws IOException {
        if (path.endsWith("/cookies")) {
            COOKIES.forEach(cookie -> exchange.getResponseHeaders().add("Set-Cookie", cookie));
        }
        var json = "{\"arrived\":true}".getBytes(StandardCharsets.UTF_8);
        var head = exchange.getRequestMethod().equals("HEAD");
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, head ? -1 : json.length);
        if (!head) {
            exchange.getResponseBody().write(json);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
