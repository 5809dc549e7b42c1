package dev.sallyport.system.extension;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.json.JsonMapper;

/** A domain's server that is asked for entitlements, and misbehaves in the way that a path was told to. */
final class RightsServer implements AutoCloseable {

    /** How a path answers, once the whole request is there. */
    @FunctionalInterface
    interface Manner {
        void answer(Asked asked, OutputStream out) throws IOException;
    }

    /** A request, with its head and its body as they came. */
    record Asked(String path, String head, String body) {}

    static final Manner HANG = (asked, out) -> {
        throw new IllegalStateException("the server waits itself");
    };
    static final Manner DRIP =
            (asked, out) -> drip(out, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"a\":\"");
    /** As fast as it is read, and for as long. */
    static final Manner ENDLESS = (asked, out) -> {
        out.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"a\":\"".getBytes(US_ASCII));
        var more = "a".repeat(8192).getBytes(US_ASCII);
        while (!Thread.currentThread().isInterrupted()) {
            out.write(more);
        }
    };

    static final Manner DRIP_IN_HEAD = (asked, out) -> drip(out, "HTTP/1.1 200 OK\r\nX-");
    static final Manner CONTINUE_FOR_EVER = (asked, out) -> repeat(out, "HTTP/1.1 100 Continue\r\n\r\n");
    static final Manner HANG_UP = (asked, out) -> {};

    private static final JsonMapper JSON = new JsonMapper();

    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Manner> manners = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger open = new AtomicInteger();

    private RightsServer(ServerSocket listener) {
        this.listener = listener;
    }

    static RightsServer start() {
        try {
            var server = new RightsServer(new ServerSocket(0, 512, InetAddress.ofLiteral("127.0.0.1")));
            server.threads.execute(server::accept);
            return server;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    String url() {
        return "http://localhost:" + listener.getLocalPort();
    }

    RightsServer answering(String path, Manner manner) {
        manners.put(path, manner);
        return this;
    }

    static Manner says(Map<String, ?> answer) {
        return json(JSON.writeValueAsString(answer));
    }

    static Manner json(String body) {
        return answer(200, "application/json", body);
    }

    static Manner answer(int status, String type, String body) {
        var answer = ("HTTP/1.1 " + status + " So\r\nContent-Type: " + type
                        + "\r\nConnection: close\r\nLocation: /elsewhere\r\n\r\n" + body)
                .getBytes(UTF_8);
        return (asked, out) -> out.write(answer);
    }

    List<Asked> askedAt(String path) {
        return asked.stream().filter(request -> request.path().equals(path)).toList();
    }

    /** Connections that neither side has ended. */
    int open() {
        return open.get();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        threads.shutdownNow();
    }

    private void accept() {
        try {
            while (true) {
                var socket = listener.accept();
                open.incrementAndGet();
                threads.execute(() -> serve(socket));
            }
        } catch (IOException closed) {
            threads.shutdownNow();
        }
    }

    /** A manner that writes nothing ends when the other side does. */
    private void serve(Socket socket) {
        try (socket;
                var in = new BufferedInputStream(socket.getInputStream())) {
            var request = read(in);
            asked.add(request);
            var manner = manners.getOrDefault(request.path(), answer(404, "text/plain", ""));
            if (manner.equals(HANG)) {
                in.read();
            } else {
                manner.answer(request, socket.getOutputStream());
            }
        } catch (IOException cutOff) {
            // what a client does that does not wait for ever
        } finally {
            open.decrementAndGet();
        }
    }

    private static Asked read(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            var next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            head.append((char) next);
        }
        return new Asked(head.toString().split(" ", 3)[1], head.toString(), body(head.toString(), in));
    }

    private static String body(String head, InputStream in) throws IOException {
        for (var line : head.lines().toList()) {
            if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                return new String(
                        in.readNBytes(Integer.parseInt(line.substring(15).strip())), UTF_8);
            }
        }
        return "";
    }

    private static void drip(OutputStream out, String beginning) throws IOException {
        out.write(beginning.getBytes(US_ASCII));
        repeat(out, "a");
    }

    private static void repeat(OutputStream out, String text) throws IOException {
        while (!Thread.currentThread().isInterrupted()) {
            out.write(text.getBytes(US_ASCII));
            out.flush();
            LockSupport.parkNanos(20_000_000);
        }
    }
}
