package dev.sallyport.system.realm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.Executors;

/** Stands between the tool and a real Keycloak, and lets things go wrong. */
final class Interference implements AutoCloseable {

    /** What happens to a call. */
    interface Trouble {

        /** The status to answer with instead of Keycloak; 0 to let the call through, negative to break the connection. */
        int with(String method, String path) throws InterruptedException;
    }

    private static final List<String> CARRIED = List.of("Authorization", "Content-Type", "Accept");

    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String keycloak;
    private final Trouble trouble;

    Interference(String keycloak, Trouble trouble) throws IOException {
        this.keycloak = keycloak;
        this.trouble = trouble;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var status = trouble.with(
                    exchange.getRequestMethod(), exchange.getRequestURI().getPath());
            if (status > 0) {
                exchange.sendResponseHeaders(status, -1);
            } else if (status == 0) {
                forward(exchange);
            }
        } catch (InterruptedException interrupted) {
            throw new IOException(interrupted);
        }
    }

    private void forward(HttpExchange exchange) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(keycloak + exchange.getRequestURI()))
                .method(
                        exchange.getRequestMethod(),
                        BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
        for (var name : CARRIED) {
            var value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.header(name, value);
            }
        }
        answer(exchange, client.send(request.build(), BodyHandlers.ofByteArray()));
    }

    private static void answer(HttpExchange exchange, HttpResponse<byte[]> response) throws IOException {
        for (var name : List.of("Location", "Content-Type", "Date")) {
            response.headers()
                    .firstValue(name)
                    .ifPresent(value -> exchange.getResponseHeaders().set(name, value));
        }
        var body = response.body();
        exchange.sendResponseHeaders(response.statusCode(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }
}
