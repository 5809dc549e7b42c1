package dev.sallyport.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerProcessTest {

    /** A build in the background, or under nohup, ignores some signals, and so would what it starts. */
    private static final String HEARS_SIGNALS = "$SIG{INT} = $SIG{HUP} = 'DEFAULT'; exec @ARGV";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM", "HUP", "KILL"})
    void endsWithItsParentHoweverThatEnds(String signal) throws Exception {
        var java = Jdk.current().java().toString();
        var log = folder + "/server.log";
        var classes = System.getProperty("java.class.path");
        var command = List.of("perl", "-e", HEARS_SIGNALS, java, "-cp", classes, Parent.class.getName(), log);
        var parent = new ProcessBuilder(command).start();
        var server = Long.parseLong(parent.inputReader().readLine());

        new ProcessBuilder("kill", "-" + signal, String.valueOf(parent.pid())).start();

        var end = ProcessHandle.of(server).map(ProcessHandle::onExit);
        if (end.isPresent()) {
            assertThat(end.get().get(30, TimeUnit.SECONDS).isAlive()).isFalse();
        }
        assertThat(parent.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void showsTheEndOfItsLogWhenItExitsEarly() {
        var command = List.of("sh", "-c", "echo no licence; exit 3");
        var server = ServerProcess.start("Server", command, Map.of(), folder.resolve("server.log"));

        assertThatExceptionOfType(StartFailed.class)
                .isThrownBy(() -> server.awaitReady(() -> false))
                .withMessageContaining("Server did not start: it exited with 3")
                .withMessageContaining("no licence");
    }

    @Test
    void saysSoWhenThereIsNoSuchProgram() {
        assertThatExceptionOfType(StartFailed.class)
                .isThrownBy(() -> ServerProcess.start(
                        "Server", List.of("no-such-program"), Map.of(), folder.resolve("server.log")))
                .withMessageContaining("Server could not be started");
    }

    @Test
    void doesNotSeeSettingsThatOurOwnEnvironmentHoldsByChance() throws Exception {
        var command = List.of("sh", "-c", "env | cut -d= -f1 | grep -E '^(SPRING|KC|SALLYPORT)_'");

        var server = ServerProcess.start("Server", command, Map.of("SPRING_GIVEN", "1"), folder.resolve("server.log"));

        server.ended().get(30, TimeUnit.SECONDS);
        assertThat(server.output()).isEqualTo("SPRING_GIVEN\n");
    }
}
