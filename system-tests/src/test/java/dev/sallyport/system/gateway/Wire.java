package dev.sallyport.system.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway reaches Keycloak or a service by, here to be cut: to the gateway the other end is then as good as stopped.
 * Answers can also be garbled on it. It tells what the gateway has asked.
 */
final class Wire implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

    private final URI target;
    private final int port;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream asked = new ByteArrayOutputStream();
    private volatile Fault fault = Fault.NONE;
    private @Nullable ServerSocket entrance;

    private Wire(URI target, int port) {
        this.target = target;
        this.port = port;
    }

    /** A wire to this server, which is cut at first. */
    static Wire to(String target) {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Wire(URI.create(target), free.getLocalPort());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    String url() {
        return "http://localhost:" + port;
    }

    void mend() {
        try {
            var listening = new ServerSocket();
            listening.setReuseAddress(true);
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            entrance = listening;
            Thread.ofVirtual().start(() -> pass(listening));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** From now on this becomes of each piece of an answer. */
    void does(Fault next) {
        fault = next;
    }

    void cut() {
        if (entrance != null) {
            close(entrance);
        }
        open.forEach(Wire::close);
        open.clear();
    }

    /** How many requests there have been. */
    int requests() {
        return requestsTo("");
    }

    /** How many requests have gone to an address whose path ends so. */
    int requestsTo(String path) {
        return asked.toString(StandardCharsets.ISO_8859_1).split(path + " HTTP/1.1", -1).length - 1;
    }

    /** The form in the last request that has gone to an address whose path ends so. */
    Map<String, String> lastFormTo(String path) {
        var text = asked.toString(StandardCharsets.ISO_8859_1);
        var request = text.substring(text.lastIndexOf(path + " HTTP/1.1"));
        var begin = request.indexOf("\r\n\r\n") + 4;
        var length = LENGTH.matcher(request).results().findFirst().orElseThrow();
        var form = new HashMap<String, String>();
        for (var field : request.substring(begin, begin + Integer.parseInt(length.group(1)))
                .split("&", -1)) {
            var pair = field.split("=", 2);
            form.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        return form;
    }

    @Override
    public void close() {
        cut();
    }

    private void pass(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                var near = listening.accept();
                var far = new Socket(target.getHost(), target.getPort());
                open.addAll(List.of(near, far));
                Thread.ofVirtual().start(() -> ask(near, far));
                Thread.ofVirtual().start(() -> answer(far, near));
            } catch (IOException cut) {
                close(listening);
            }
        }
    }

    private void ask(Socket from, Socket to) {
        copy(from, to, (bytes, length, out) -> {
            asked.write(bytes, 0, length);
            out.write(bytes, 0, length);
        });
    }

    private void answer(Socket from, Socket to) {
        var chance = new Random(1);
        copy(from, to, (bytes, length, out) -> fault.pass(bytes, length, out, chance));
    }

    private interface Piece {
        void pass(byte[] bytes, int length, OutputStream out) throws IOException;
    }

    private static void copy(Socket from, Socket to, Piece piece) {
        try (from;
                to) {
            var bytes = new byte[8192];
            for (int read; (read = from.getInputStream().read(bytes)) >= 0; ) {
                piece.pass(bytes, read, to.getOutputStream());
            }
        } catch (IOException cut) {
            close(from);
        }
    }

    private static void close(AutoCloseable end) {
        try {
            end.close();
        } catch (Exception gone) {
            throw new IllegalStateException(gone);
        }
    }
}
