package dev.sallyport.system.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A downstream service as strict about where a request ends as RFC 9112 is, that tells what it took for requests and
 * answers exactly what a test says, right or wrong.
 */
final class RawService implements AutoCloseable {

    static final String FINE = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private static final Pattern LENGTH = Pattern.compile("(?mi)^content-length: (\\d+)\r?$");
    private static final Pattern CHUNKED = Pattern.compile("(?mi)^transfer-encoding: chunked\r?$");

    private final ServerSocket entrance;
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private volatile String answer = FINE;
    private volatile boolean closes;

    private RawService(ServerSocket entrance) {
        this.entrance = entrance;
    }

    /** What it took for one request; the body without its chunks. */
    record Taken(String head, String body, boolean isWhole) {}

    static RawService start() {
        try {
            var service = new RawService(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().start(service::listen);
            return service;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    String url() {
        return "http://127.0.0.1:" + entrance.getLocalPort();
    }

    /** From now on it answers so, to whatever it is asked. */
    void answers(String bytes) {
        answer = bytes;
        closes = false;
    }

    /** And then it goes away. */
    void closesAfterAnAnswer() {
        closes = true;
    }

    /** What it took for requests since it was last asked this. */
    List<Taken> taken() {
        var since = List.copyOf(taken);
        taken.removeAll(since);
        return since;
    }

    private void listen() {
        while (!entrance.isClosed()) {
            try {
                var connection = entrance.accept();
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            var in = connection.getInputStream();
            for (var head = head(in); head != null; head = head(in)) {
                var request = request(head, in);
                taken.add(request);
                if (!request.isWhole()) {
                    return;
                }
                connection.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                if (closes) {
                    return;
                }
            }
        } catch (IOException cut) {
            // The gateway gave this connection up.
        }
    }

    private static @Nullable String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        for (var line = line(in); line != null; line = line(in)) {
            if (line.isEmpty()) {
                return head.toString();
            }
            head.append(line).append("\r\n");
        }
        return null;
    }

    private static Taken request(String head, InputStream in) throws IOException {
        var length = LENGTH.matcher(head);
        var body = new ByteArrayOutputStream();
        var whole = true;
        if (CHUNKED.matcher(head).find()) {
            whole = chunks(in, body);
        } else if (length.find()) {
            var expected = Integer.parseInt(length.group(1));
            body.write(in.readNBytes(expected));
            whole = body.size() == expected;
        }
        return new Taken(head.toLowerCase(Locale.ROOT), body.toString(StandardCharsets.ISO_8859_1), whole);
    }

    /** False when the body breaks off. */
    private static boolean chunks(InputStream in, ByteArrayOutputStream body) throws IOException {
        for (var size = line(in); size != null; size = line(in)) {
            var expected = Integer.parseInt(size, 16);
            body.write(in.readNBytes(expected));
            if (!"".equals(line(in))) {
                return false;
            }
            if (expected == 0) {
                return true;
            }
        }
        return false;
    }

    /** Up to CRLF; null at the end of all. */
    private static @Nullable String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (var next = in.read(); next >= 0; next = in.read()) {
            line.append((char) next);
            if (line.length() > 1 && line.substring(line.length() - 2).equals("\r\n")) {
                return line.substring(0, line.length() - 2);
            }
        }
        return null;
    }

    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
