package dev.sallyport.system.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** What a gateway reaches Keycloak by, here to be cut: to the gateway Keycloak is then as good as stopped. */
final class Wire implements AutoCloseable {

    private final URI target;
    private final int port;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
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

    void cut() {
        if (entrance != null) {
            close(entrance);
        }
        open.forEach(Wire::close);
        open.clear();
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
                Thread.ofVirtual().start(() -> copy(near, far));
                Thread.ofVirtual().start(() -> copy(far, near));
            } catch (IOException cut) {
                close(listening);
            }
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
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
