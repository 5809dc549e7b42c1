package dev.sallyport.benchmark.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Single requests, which follow nothing and keep no cookies. */
final class Http {

    static final JsonMapper JSON = new JsonMapper();

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Http() {}

    static HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(30));
    }

    static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new IllegalStateException("No answer", failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException("Interrupted", interrupted);
        }
    }

    static JsonNode json(String url) {
        return JSON.readTree(send(request(url)).body());
    }

    /** The answer to a logout at the gateway, as its page asks for one. */
    static HttpResponse<String> logOut(String gateway, String cookie) {
        return send(request(gateway + "/bff/logout")
                .header("Cookie", cookie)
                .header("Sec-Fetch-Site", "same-origin")
                .header("X-CSRF", "1")
                .POST(BodyPublishers.noBody()));
    }

    /** Whether there is an answer, whichever it is. */
    static boolean answers(String url) {
        try {
            return send(request(url)).statusCode() > 0;
        } catch (IllegalStateException none) {
            return false;
        }
    }
}
