package dev.sallyport.system.extension;

import dev.sallyport.testkit.Keycloak;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** Keycloak's metrics page. */
record Metrics(String page) {

    static Metrics of(Keycloak keycloak) {
        var request = HttpRequest.newBuilder(keycloak.management().resolve("/metrics"))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            return new Metrics(http.send(request, BodyHandlers.ofString()).body());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** The sum of a realm's meters whose lines begin like this; zero if there is none. */
    double of(String realm, String beginning) {
        return page.lines()
                .filter(line -> line.startsWith(beginning) && line.contains("realm=\"" + realm + "\""))
                .mapToDouble(Metrics::value)
                .sum();
    }

    /** Of one line, behind which there may be an example with a value and a time of its own. */
    static double value(String line) {
        return Double.parseDouble(line.substring(line.indexOf("} ") + 2).split(" ", 2)[0]);
    }
}
