package dev.sallyport.system.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A plain TCP load balancer: each connection goes to the next server that takes it. */
final class Balancer implements AutoCloseable {

    private final ServerSocket entrance;
    private final AtomicInteger next = new AtomicInteger();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile List<Integer> ports = List.of();

    private Balancer(ServerSocket entrance) {
        this.entrance = entrance;
    }

    static Balancer start() {
        try {
            var balancer = new Balancer(new ServerSocket(0, 500, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().start(balancer::accept);
            return balancer;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    String url() {
        return "http://127.0.0.1:" + entrance.getLocalPort();
    }

    /** From now on connections go to these alone; those that are open are closed. */
    void to(List<Integer> servers) {
        ports = List.copyOf(servers);
        open.forEach(Balancer::close);
        open.clear();
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                var near = entrance.accept();
                Thread.ofVirtual().start(() -> pass(near));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void pass(Socket near) {
        for (int tries = 0; tries < 3; tries++) {
            var servers = ports;
            try {
                var port = servers.get(Math.floorMod(next.getAndIncrement(), servers.size()));
                var far = new Socket(InetAddress.getLoopbackAddress(), port);
                open.addAll(List.of(near, far));
                Thread.ofVirtual().start(() -> copy(near, far));
                copy(far, near);
                return;
            } catch (IOException down) {
                // Then the next one.
            }
        }
        close(near);
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException cut) {
            close(from);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        open.forEach(Balancer::close);
    }
}
