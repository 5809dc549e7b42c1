package dev.sallyport.system.launcher;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One run of {@code ./sallyport}, whose output goes to a file. */
record Launcher(Process process, Path output) {

    private static final List<String> SERVERS = List.of("GATEWAY", "MANAGEMENT", "KEYCLOAK", "ORDERS", "INVOICES");
    private static final int MINUTES = 5;

    /** A build in the background, or under nohup, ignores some signals, and so would what it starts. */
    private static final String HEARS_SIGNALS = "$SIG{INT} = $SIG{HUP} = 'DEFAULT'; exec @ARGV";

    static Launcher run(Path folder, Map<String, String> environment, String... words) throws IOException {
        var command = Stream.concat(Stream.of("perl", "-e", HEARS_SIGNALS, "../sallyport"), Stream.of(words))
                .toList();
        var output = Files.createTempFile(folder, "output", ".txt");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().putAll(environment);
        return new Launcher(builder.start(), output);
    }

    /** An environment in which a demo disturbs nobody: its own ports, its own folder. */
    static Map<String, String> quietly(Path folder) throws IOException {
        var environment = new TreeMap<>(
                Map.of("SALLYPORT_DEMO_FOLDER", folder.resolve("demo").toString()));
        for (var server : SERVERS) {
            try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                environment.put("SALLYPORT_" + server + "_PORT", String.valueOf(socket.getLocalPort()));
            }
        }
        return environment;
    }

    int exit() throws InterruptedException {
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            throw new IllegalStateException("Still running: " + said());
        }
        return process.exitValue();
    }

    /** Waits until it has said something; fails when it ends without. */
    void awaits(String words) throws InterruptedException {
        for (var tries = 0; tries < MINUTES * 600 && !said().contains(words); tries++) {
            if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("Ended with " + process.exitValue() + ": " + said());
            }
        }
    }

    /** All processes that it has started, itself among them. */
    List<ProcessHandle> family() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
    }

    static boolean allEnd(List<ProcessHandle> processes) throws Exception {
        var ends = processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(ends).get(1, TimeUnit.MINUTES);
        return processes.stream().noneMatch(ProcessHandle::isAlive);
    }

    void signal(String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    String said() {
        try {
            return Files.readString(output);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
