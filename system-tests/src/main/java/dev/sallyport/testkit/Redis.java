package dev.sallyport.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A real Redis that runs beside us and keeps nothing on disk; it needs {@code redis-server} on the path. */
public final class Redis implements AutoCloseable {

    private static final byte[] PING = "PING\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String PONG = "+PONG\r\n";

    private final int port;
    private ServerProcess process;

    private Redis(int port) {
        this.port = port;
        this.process = launch();
    }

    private ServerProcess launch() {
        var command = List.of(
                "redis-server",
                "--port",
                String.valueOf(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no");
        var log = Workspace.current().cache().resolve("logs/redis-" + port + ".log");
        return ServerProcess.start("Redis", command, Map.of(), log);
    }

    /**
     * Starts one on a free port.
     *
     * @throws StartFailed when it does not come up, or is not installed
     */
    public static Redis start() {
        var redis = new Redis(FreePort.next());
        redis.process.awaitReady(redis::answers);
        return redis;
    }

    /** As {@code spring.data.redis.url} takes it. */
    public String url() {
        return "redis://localhost:" + port;
    }

    /**
     * Asks it as {@code redis-cli} does, in one line of words; gives the answer's values, whatever their type.
     *
     * @throws IllegalStateException when it refuses
     */
    public List<String> ask(String command) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(StandardCharsets.ISO_8859_1));
            var lines = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1)
                    .lines()
                    .toList();
            if (lines.getFirst().startsWith("-")) {
                throw new IllegalStateException(command + ": " + lines.getFirst());
            }
            return lines.subList(0, lines.size() - 1).stream()
                    .filter(line -> !line.startsWith("*") && !line.startsWith("$"))
                    .map(line -> line.startsWith(":") || line.startsWith("+") ? line.substring(1) : line)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The process that it is. */
    public long pid() {
        return process.pid();
    }

    /** Ends it as a power cut would; all that it held is lost. */
    public void kill() {
        process.kill();
    }

    /** Starts it again where it was, empty. */
    public void startAgain() {
        process = launch();
        process.awaitReady(this::answers);
    }

    @Override
    public void close() {
        process.close();
    }

    private boolean answers() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(PING);
            var answer = socket.getInputStream().readNBytes(PONG.length());
            return new String(answer, StandardCharsets.US_ASCII).equals(PONG);
        } catch (IOException notYet) {
            return false;
        }
    }
}
