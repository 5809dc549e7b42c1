package dev.sallyport.benchmark.gateway;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Browsers that hold WebSockets open and read what comes. */
final class WebSocketClients {

    private static final int BINARY = 0x82;

    private final URI gateway;
    private final AtomicInteger open = new AtomicInteger();
    private final Queue<Long> latencies = new ConcurrentLinkedQueue<>();

    WebSocketClients(String gateway) {
        this.gateway = URI.create(gateway);
    }

    int open() {
        return open.get();
    }

    /** How long messages took since the last time this was asked, in nanoseconds, in order. */
    long[] latencies() {
        var all = latencies.stream().mapToLong(Long::longValue).sorted().toArray();
        latencies.clear();
        return all;
    }

    void connect(String path, String cookie) throws IOException {
        var socket = new Socket(gateway.getHost(), gateway.getPort());
        socket.getOutputStream().write("""
                GET %s HTTP/1.1\r
                Host: %s\r
                Origin: %s\r
                Cookie: %s\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                \r
                """.formatted(path, gateway.getAuthority(), gateway, cookie)
                .getBytes(StandardCharsets.ISO_8859_1));
        var in = new DataInputStream(socket.getInputStream());
        var head = head(in);
        if (!head.startsWith("HTTP/1.1 101 ")) {
            throw new IllegalStateException(head);
        }
        open.incrementAndGet();
        Thread.ofVirtual().start(() -> read(socket, in));
    }

    private static String head(DataInputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    private void read(Socket socket, DataInputStream in) {
        try (socket) {
            while (in.readUnsignedByte() == BINARY) {
                var length = in.readUnsignedByte();
                latencies.add(System.nanoTime() - in.readLong());
                in.skipNBytes(length - Long.BYTES);
            }
        } catch (IOException gone) {
            // counted below
        } finally {
            open.decrementAndGet();
        }
    }
}
