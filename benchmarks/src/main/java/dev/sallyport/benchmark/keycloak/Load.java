package dev.sallyport.benchmark.keycloak;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asks for tokens, on each connection the next as soon as the last is there. An answer that is no token ends it all. */
final class Load implements AutoCloseable {

    private final HttpClient http =
            HttpClient.newBuilder().version(Version.HTTP_1_1).build();
    private final ExecutorService connections = Executors.newVirtualThreadPerTaskExecutor();

    Turn on(Contender contender, Duration duration) {
        var before = contender.keycloak().cpuTime();
        var end = System.nanoTime() + duration.toNanos();
        var answers = contender.forms().stream()
                .map(form -> request(contender, form))
                .map(request -> connections.submit(() -> ask(request, end)))
                .toList();
        var latencies = answers.stream().map(Load::result).flatMap(List::stream).toList();
        return new Turn(contender.keycloak().cpuTime().minus(before), latencies);
    }

    /** At least once, however short the time. */
    private List<Duration> ask(HttpRequest request, long end) throws IOException, InterruptedException {
        var latencies = new ArrayList<Duration>();
        do {
            var begin = System.nanoTime();
            var answer = http.send(request, BodyHandlers.ofString());
            latencies.add(Duration.ofNanos(System.nanoTime() - begin));
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("No token: " + answer.statusCode() + " " + answer.body());
            }
        } while (System.nanoTime() < end);
        return latencies;
    }

    private static List<Duration> result(Future<List<Duration>> latencies) {
        try {
            return latencies.get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static HttpRequest request(Contender contender, Map<String, String> form) {
        return HttpRequest.newBuilder(URI.create(contender.tokenEndpoint()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(form)))
                .build();
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(joining("&"));
    }

    @Override
    public void close() {
        connections.close();
        http.close();
    }
}
