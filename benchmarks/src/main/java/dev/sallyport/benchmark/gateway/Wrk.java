package dev.sallyport.benchmark.gateway;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Debian's {@code wrk}: the next request on a connection as soon as the last was answered. */
final class Wrk {

    private static final String SCRIPT = "load.lua";

    private Wrk() {}

    /** Once for each folder, before the first run. */
    static void prepare(Path folder) {
        Template.named(SCRIPT).in(folder, Map.of());
    }

    /**
     * What it counted; latencies in microseconds.
     *
     * @param refused answers that were no success
     * @param failed connections that broke, and requests without an answer in ten seconds
     */
    record Load(long requests, long micros, double p50, double p99, long refused, long failed) {}

    /** Sends the header lines of a file in turn, one a request. */
    static Load run(Path folder, String url, Path headers, int connections, int seconds) throws IOException {
        return run(folder, url, headers, connections, seconds, 0);
    }

    /** The same, with a pause of milliseconds on each connection after each answer. */
    static Load run(Path folder, String url, Path headers, int connections, int seconds, int pause) throws IOException {
        var command = List.of(
                "wrk",
                "-t1",
                "-c" + connections,
                "-d" + seconds + "s",
                "--timeout",
                "10s",
                "-s",
                folder.resolve(SCRIPT).toString(),
                url);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("HEADERS", headers.toString());
        builder.environment().put("PAUSE", String.valueOf(pause));
        try (var process = builder.start().inputReader()) {
            var lines = process.lines().toList();
            if (lines.isEmpty() || !lines.getLast().startsWith("{")) {
                throw new IllegalStateException(String.join("\n", lines));
            }
            return Http.JSON.readValue(lines.getLast(), Load.class);
        }
    }
}
