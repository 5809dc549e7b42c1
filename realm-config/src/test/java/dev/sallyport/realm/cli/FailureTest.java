package dev.sallyport.realm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.realm.apply.Stopped;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class FailureTest {

    private final StringWriter written = new StringWriter();

    @Test
    void saysItsReasonAndNothingToTheTerminal() {
        var command = RealmCommand.commandLine().setErr(new PrintWriter(written));

        var exit = new Failure()
                .handleExecutionException(new Stopped("one \u001b[2J\n  two"), command, command.parseArgs());

        assertThat(exit).isEqualTo(1);
        assertThat(written).hasToString("one \\u{1b}[2J\n  two\n");
    }
}
