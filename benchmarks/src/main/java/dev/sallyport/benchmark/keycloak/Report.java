package dev.sallyport.benchmark.keycloak;

import static java.util.stream.Collectors.joining;

import dev.sallyport.benchmark.keycloak.Measurement.Result;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Results for people, as a table in Markdown, and for programs. */
record Report(List<Result> results) {

    private static final String HEAD = """
            | grant, what is decided | by | CPU µs a token (least – most) | × | p50 ms | p99 ms |
            |---|---|---|---|---|---|
            """;

    String table() {
        return results.stream().map(Report::line).collect(joining("\n", HEAD, "\n"));
    }

    String json() {
        var about = Map.of(
                "java", Runtime.version().toString(),
                "processors", Runtime.getRuntime().availableProcessors(),
                "results", results);
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(about);
    }

    private static String line(Result result) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %,.0f (%,.0f – %,.0f) | %.3f | %.1f | %.1f |",
                result.measurement(),
                result.contender(),
                result.cpuMicroseconds(),
                result.least(),
                result.most(),
                result.ratio(),
                result.p50Milliseconds(),
                result.p99Milliseconds());
    }
}
