package dev.sallyport.system.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * What became of as many requests as could be sent in a while, by {@code wrk} and a script in {@code gateway/}.
 *
 * @param refused answers with 401
 * @param others answers with another status
 * @param failed connections that broke, and requests without an answer
 */
record Storm(long refused, long others, long failed, double seconds) {

    private static final JsonMapper JSON = new JsonMapper();

    static Storm of(String url, String script, int connections, int seconds, Map<String, String> variables) {
        var command =
                List.of("wrk", "-t1", "-c" + connections, "-d" + seconds + "s", "-s", SecondGateway.file(script), url);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(variables);
        try {
            var output = new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var last = output.strip().substring(output.strip().lastIndexOf('\n') + 1);
            if (!last.startsWith("{")) {
                throw new IllegalStateException(output);
            }
            return JSON.readValue(last, Storm.class);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
