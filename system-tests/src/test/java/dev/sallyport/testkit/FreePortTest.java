package dev.sallyport.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FreePortTest {

    /** So many of the 12,000 that two processes would meet if they did not know of each other. */
    private static final int MANY = 2_000;

    @Test
    void givesNoPortToTwoProcesses() throws IOException {
        var command = List.of(
                Jdk.current().java().toString(), "-cp", System.getProperty("java.class.path"), Taker.class.getName());
        var other = new ProcessBuilder(command).start();
        try (var output = new BufferedReader(new InputStreamReader(other.getInputStream(), UTF_8))) {
            var theirs = output.readLine();

            assertThat(taken()).isNotEmpty().doesNotContainAnyElementsOf(List.of(theirs.split(" ", -1)));
        } finally {
            other.destroyForcibly();
        }
    }

    private static List<String> taken() {
        return IntStream.range(0, MANY).mapToObj(each -> "" + FreePort.next()).toList();
    }

    /** Takes ports, prints them, and holds them until it is killed. */
    static final class Taker {

        public static void main(String[] arguments) throws IOException {
            System.out.println(taken().stream().collect(Collectors.joining(" ")));
            System.in.read();
        }
    }
}
