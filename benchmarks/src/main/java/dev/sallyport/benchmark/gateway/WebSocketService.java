package dev.sallyport.benchmark.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A service that keeps WebSockets open, and sends messages to all of them that say when (RFC 6455). */
final class WebSocketService implements AutoCloseable {

    static final int MESSAGE_BYTES = 100;

    private static final String KEY_HEADER = "sec-websocket-key: ";
    private static final String ACCEPT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final ServerSocket server;
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    private WebSocketService(ServerSocket server) {
        this.server = server;
    }

    static WebSocketService start() throws IOException {
        var service = new WebSocketService(new ServerSocket(0, 4096, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().start(service::accept);
        return service;
    }

    int port() {
        return server.getLocalPort();
    }

    int open() {
        return open.size();
    }

    /** A message to each. */
    void send() throws IOException {
        for (var socket : open) {
            var message = ByteBuffer.allocate(2 + MESSAGE_BYTES);
            message.put((byte) 0x82).put((byte) MESSAGE_BYTES).putLong(System.nanoTime());
            socket.getOutputStream().write(message.array());
        }
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                var socket = server.accept();
                socket.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            // the end
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var reader =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            var key = "";
            for (var line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
                if (line.regionMatches(true, 0, KEY_HEADER, 0, KEY_HEADER.length())) {
                    key = line.substring(KEY_HEADER.length()).trim();
                }
            }
            socket.getOutputStream().write("""
                    HTTP/1.1 101 Switching Protocols\r
                    Upgrade: websocket\r
                    Connection: Upgrade\r
                    Sec-WebSocket-Accept: %s\r
                    \r
                    """.formatted(accepted(key)).getBytes(StandardCharsets.ISO_8859_1));
            open.add(socket);
            while (reader.read() >= 0) {
                // pongs and the close
            }
        } catch (IOException gone) {
            // as clients do
        } finally {
            open.remove(socket);
        }
    }

    private static String accepted(String key) {
        try {
            var digest = MessageDigest.getInstance("SHA-1").digest((key + ACCEPT).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
