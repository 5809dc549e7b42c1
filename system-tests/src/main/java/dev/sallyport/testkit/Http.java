package dev.sallyport.testkit;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Plain HTTP calls of a machine: no cookies, no redirects. */
final class Http {

    static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newHttpClient();

    JsonAnswer form(String url, Map<String, String> fields) {
        return form(url, Map.of(), fields);
    }

    JsonAnswer form(String url, Map<String, String> headers, Map<String, String> fields) {
        var request = request(url, headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(fields)));
        return answer(request);
    }

    JsonAnswer json(String method, String url, Map<String, String> headers, @Nullable Object body) {
        var request = request(url, headers);
        if (body == null) {
            return answer(request.method(method, BodyPublishers.noBody()));
        }
        var json = BodyPublishers.ofString(JSON.writeValueAsString(body));
        return answer(request.header("Content-Type", "application/json").method(method, json));
    }

    /** Whether there is an answer, and it is 200. */
    boolean answersOk(String url) {
        try {
            return client.send(request(url, Map.of()).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException none) {
            return false;
        } catch (InterruptedException interrupted) {
            throw new StartFailed("Interrupted while waiting for " + url, interrupted);
        }
    }

    static HttpResponse<String> send(HttpClient client, HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new IllegalStateException("No answer to " + request, failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException("Interrupted during " + request, interrupted);
        }
    }

    static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static HttpRequest.Builder request(String url, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE);
        headers.forEach(request::header);
        return request;
    }

    private JsonAnswer answer(HttpRequest.Builder request) {
        var response = send(client, request.build());
        return new JsonAnswer(
                response.request().method() + " " + response.uri().getPath(), response.statusCode(), response.body());
    }
}
