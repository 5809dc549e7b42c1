package dev.sallyport.benchmark.gateway;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Debian's {@code wrk}: the next request on a connection as soon as the last was answered. */
final class Wrk {

    private Wrk() {}

    /**
     * What it counted; latencies in microseconds.
     *
     * @param refused answers that were no success
     * @param failed connections that broke, and requests without an answer in ten seconds
     */
    record Load(long requests, long micros, double p50, double p99, long refused, long failed) {}

    /** Sends the header lines of a file in turn, one a request. */
    static Load run(Path folder, String url, Path headers, int connections, int seconds) throws IOException {
        var script = Template.named("load.lua").in(folder, Map.of());
        var command = List.of(
                "wrk",
                "-t1",
                "-c" + connections,
                "-d" + seconds + "s",
                "--timeout",
                "10s",
                "-s",
                script.toString(),
                url);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("HEADERS", headers.toString());
        try (var process = builder.start().inputReader()) {
            var lines = process.lines().toList();
            if (lines.isEmpty() || !lines.getLast().startsWith("{")) {
                throw new IllegalStateException(String.join("\n", lines));
            }
            return Http.JSON.readValue(lines.getLast(), Load.class);
        }
    }
}
