package dev.sallyport.testkit;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;

/**
 * Ends our servers also when this JVM is killed hard and no shutdown hook runs.
 *
 * <p>A small shell keeps their process ids, which it reads from its standard input. That input ends with this JVM,
 * however it ends, and the shell then stops those that are left.
 */
final class Reaper {

    private static final String SCRIPT = """
            trap '' INT TERM HUP
            pids=
            while read -r change pid; do
                others=
                for other in $pids; do [ "$other" = "$pid" ] || others="$others $other"; done
                pids=$others
                [ "$change" = adopt ] && pids="$pids $pid"
            done
            [ -n "$pids" ] || exit 0
            kill -TERM $pids 2>/dev/null
            for second in 1 2 3 4 5; do kill -0 $pids 2>/dev/null && sleep 1; done
            kill -KILL $pids 2>/dev/null
            """;

    private static final Reaper INSTANCE = new Reaper();

    private final PrintStream orders;

    private Reaper() {
        try {
            var shell = new ProcessBuilder("sh", "-c", SCRIPT)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
            orders = new PrintStream(shell.getOutputStream(), true);
        } catch (IOException absent) {
            throw new StartFailed("Could not start sh, which ends our servers if this JVM is killed", absent);
        }
    }

    static void adopt(Process process) {
        INSTANCE.orders.println("adopt " + process.pid());
    }

    static void release(Process process) {
        INSTANCE.orders.println("release " + process.pid());
    }
}
