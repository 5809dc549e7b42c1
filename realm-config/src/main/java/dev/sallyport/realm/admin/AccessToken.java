package dev.sallyport.realm.admin;

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
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The token that calls are made with: asked for anew before it ends, and when Keycloak does not take it any more. */
final class AccessToken {

    /** Long enough for a call to arrive. */
    private static final long AHEAD = TimeUnit.SECONDS.toNanos(10);

    private final HttpClient http;
    private final Connection connection;
    private String value = "";
    private Retry retry = Retry.FIRST;
    private long due = System.nanoTime();

    AccessToken(HttpClient http, Connection connection) {
        this.http = http;
        this.connection = connection;
    }

    synchronized String current() {
        if (value.isEmpty() || System.nanoTime() - due >= 0) {
            renew();
        }
        return value;
    }

    /** Forgets a token that was refused, unless there is a newer one. */
    synchronized void refused(String token) {
        if (value.equals(token)) {
            value = "";
        }
    }

    private void renew() {
        var answer = ask();
        value = answer.path("access_token").asString("");
        retry = Retry.SAFE;
        var lifetime = TimeUnit.SECONDS.toNanos(answer.path("expires_in").asLong(60));
        due = System.nanoTime() + Math.max(lifetime - AHEAD, lifetime / 2);
    }

    private JsonNode ask() {
        var form = connection.grant().entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(URI.create(connection.tokenEndpoint()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .timeout(Duration.ofSeconds(30))
                .POST(BodyPublishers.ofString(form))
                .build();
        try {
            return retry.of(() -> answer(http.send(request, BodyHandlers.ofString())));
        } catch (Busy busy) {
            throw refusal(busy.status, Retry.reason(busy));
        } catch (IOException silent) {
            throw new Unanswered(
                    "No answer from Keycloak at " + connection.server() + ": " + Retry.reason(silent), silent);
        }
    }

    private JsonNode answer(HttpResponse<String> response) throws Busy {
        Busy.orElse(response, response.body());
        try {
            var body = JsonMapper.shared().readTree(response.body());
            if (response.statusCode() == 200) {
                return body;
            }
            throw refusal(
                    response.statusCode(),
                    body.path("error_description").asString(body.path("error").asString("")));
        } catch (JacksonException noJson) {
            throw refusal(response.statusCode(), "no Keycloak answers there");
        }
    }

    private Refused refusal(int status, String reason) {
        return new Refused(
                status,
                "Keycloak at %s gives no token to %s of the realm %s: %s"
                        .formatted(connection.server(), connection.caller(), connection.realm(), reason));
    }
}
