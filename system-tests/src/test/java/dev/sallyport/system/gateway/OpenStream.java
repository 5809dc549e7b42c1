package dev.sallyport.system.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A response that is read as it comes. */
final class OpenStream implements AutoCloseable {

    private volatile String text = "";
    private final HttpClient http = HttpClient.newHttpClient();
    private volatile boolean over;

    static OpenStream get(String site, String path, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create(site + path));
        headers.forEach(request::header);
        var stream = new OpenStream();
        Thread.ofVirtual().start(() -> stream.read(request.build()));
        return stream;
    }

    private void read(HttpRequest request) {
        try (var in = http.send(request, BodyHandlers.ofInputStream()).body()) {
            var buffer = new byte[4096];
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                text = text.concat(new String(buffer, 0, length, StandardCharsets.UTF_8));
            }
        } catch (IOException | InterruptedException broken) {
            over = true;
        }
        over = true;
    }

    String text() {
        return text;
    }

    boolean isOver() {
        return over;
    }

    /** Breaks the connection. */
    @Override
    public void close() {
        http.shutdownNow();
    }
}
