package dev.sallyport.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.SallyportTest;
import dev.sallyport.testkit.Stack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The programs of docs/clients.md, run exactly as they stand there, by curl and Node themselves. */
@SallyportTest
class ClientsTest {

    private static final Pattern STATUS = Pattern.compile("(?m) # (\\d{3})$");

    private final Stack stack;

    ClientsTest(Stack stack) {
        this.stack = stack;
    }

    @Test
    void useTheGatewayByCurl() throws Exception {
        var program = block("sh");

        var statuses = run(program, "bash", "-euo", "pipefail", "-s").lines().toList();

        assertThat(statuses)
                .isEqualTo(STATUS.matcher(program)
                        .results()
                        .map(found -> found.group(1))
                        .toList())
                .hasSizeGreaterThan(10);
    }

    @Test
    void useTheGatewayByNode() throws Exception {
        assertThat(run(block("js"), "node", "--input-type=module", "-")).isEqualTo(block("text"));
    }

    private String run(String program, String... command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(List.of(command)).redirectErrorStream(true);
        builder.environment().put("SITE", stack.gateway().url());
        builder.environment().put("ISSUER", stack.realm().issuer());
        var process = builder.start();
        try (var in = process.getOutputStream()) {
            in.write(program.getBytes(StandardCharsets.UTF_8));
        }
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }

    private static String block(String language) throws IOException {
        var page = Files.readString(Path.of("../docs/clients.md"));
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map((MatchResult found) -> found.group(1))
                .findFirst()
                .orElseThrow();
    }
}
