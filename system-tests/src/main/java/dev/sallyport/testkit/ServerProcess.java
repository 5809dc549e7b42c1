package dev.sallyport.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/**
 * The process of a server: it writes its log to a file, and ends with {@link #close} or with this JVM, however that ends.
 *
 * <p>It does not see settings that our own environment holds by chance: only those that its setup names.
 */
public final class ServerProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration GRACE = Duration.ofSeconds(15);
    private static final int TAIL = 40;
    private static final Pattern MEANT_FOR_OTHERS =
            Pattern.compile("(KC|QUARKUS|SALLYPORT|SPRING|SERVER|MANAGEMENT|LOGGING)_.*|JAVA_TOOL_OPTIONS");
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");
    private static final Set<ServerProcess> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(ServerProcess::stopAll, "stop servers"));
    }

    private final String name;
    private final Process process;
    private final Path log;

    private ServerProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a program.
     *
     * @param name for messages
     * @param log the file for what it writes
     */
    public static ServerProcess start(String name, List<String> command, Map<String, String> environment, Path log) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
            builder.environment().keySet().removeIf(MEANT_FOR_OTHERS.asMatchPredicate());
            builder.environment().putAll(environment);
            var server = new ServerProcess(name, builder.start(), log);
            Reaper.adopt(server.process);
            RUNNING.add(server);
            return server;
        } catch (IOException failure) {
            throw new StartFailed(name + " could not be started: " + failure.getMessage(), failure);
        }
    }

    /** Waits until it answers as it should; stops it and throws with its log's end if that never comes. */
    public void awaitReady(BooleanSupplier answers) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!answers.getAsBoolean()) {
                if (endsWithin(Duration.ofMillis(100))) {
                    throw failed("it exited with " + process.exitValue());
                }
                if (System.nanoTime() > deadline) {
                    throw failed("it was not ready after " + PATIENCE.toSeconds() + " seconds");
                }
            }
        } catch (StartFailed failed) {
            close();
            throw failed;
        }
    }

    /** What the server has written so far. */
    public String output() {
        try {
            return Files.readString(log);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** As the system counts it. */
    public long pid() {
        return process.pid();
    }

    Duration cpuTime() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    CompletableFuture<Integer> ended() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** Bytes of memory that it has had resident at most, as Linux counts them. */
    long peakMemory() {
        try {
            var status = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "status"));
            var kilobytes =
                    PEAK.matcher(status).results().findFirst().orElseThrow().group(1);
            return Long.parseLong(kilobytes) * 1024;
        } catch (IOException ended) {
            throw new UncheckedIOException(ended);
        }
    }

    /** Ends it as a power cut would. */
    void kill() {
        process.destroyForcibly();
        endsWithin(GRACE);
        close();
    }

    @Override
    public void close() {
        process.destroy();
        if (!endsWithin(GRACE)) {
            process.destroyForcibly();
        }
        RUNNING.remove(this);
        Reaper.release(process);
    }

    private static void stopAll() {
        RUNNING.forEach(server -> server.process.destroy());
        RUNNING.forEach(ServerProcess::close);
    }

    private boolean endsWithin(Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            throw new StartFailed("Interrupted while waiting for " + name, interrupted);
        }
    }

    private StartFailed failed(String reason) {
        var lines = output().lines().toList();
        var tail = String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
        return new StartFailed(name + " did not start: " + reason + ". Its log is " + log + ".", tail);
    }
}
