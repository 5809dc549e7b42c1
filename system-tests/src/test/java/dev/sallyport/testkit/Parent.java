package dev.sallyport.testkit;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A program that starts a server, says so, and does nothing more: for tests that end it. */
final class Parent {

    static void main(String[] arguments) throws Exception {
        var log = Path.of(arguments[0]);
        var command = List.of("sh", "-c", "echo $$; exec tail -f /dev/null");
        var server = ServerProcess.start("sleeper", command, Map.of(), log);
        server.awaitReady(() -> server.output().endsWith("\n"));
        System.out.println(server.output().strip());
        Thread.currentThread().join();
    }
}
