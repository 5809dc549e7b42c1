package dev.sallyport.system.extension;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.testkit.Realm;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A device without a keyboard (RFC 8628). */
record Device(Realm realm) {

    /** What it is told to show, and the code that it will ask with. */
    JsonNode asksFor(String clientId, String scope) throws IOException, InterruptedException {
        var form = "client_id=" + clientId + "&scope=" + URLEncoder.encode(scope, UTF_8);
        var request = HttpRequest.newBuilder(URI.create(realm.endpoint("auth/device")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            return new JsonMapper()
                    .readTree(http.send(request, BodyHandlers.ofString()).body());
        }
    }
}
