package dev.sallyport.gateway.session;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** A way to a server on which the bytes of answers are changed, swapped, held up or cut off, as long as it is told to. */
final class GarblingWire implements AutoCloseable {

    /** Longer than anybody in these tests waits for an answer. */
    private static final Duration HELD_UP = Duration.ofMillis(500);

    private final ServerSocket entrance;
    private final int target;
    private volatile Fault fault = Fault.NONE;

    private GarblingWire(ServerSocket entrance, int target) {
        this.entrance = entrance;
        this.target = target;
    }

    /** What becomes of a piece of an answer. */
    enum Fault {
        NONE,
        CHANGED,
        SWAPPED,
        IN_SMALL_PIECES,
        LATE,
        CUT
    }

    static GarblingWire to(int port) throws IOException {
        var wire = new GarblingWire(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
        Thread.ofVirtual().start(wire::listen);
        return wire;
    }

    int port() {
        return entrance.getLocalPort();
    }

    void does(Fault next) {
        fault = next;
    }

    private void listen() {
        while (!entrance.isClosed()) {
            try {
                var near = entrance.accept();
                var far = new Socket(InetAddress.getLoopbackAddress(), target);
                Thread.ofVirtual().start(() -> copy(near, far, false));
                Thread.ofVirtual().start(() -> copy(far, near, true));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void copy(Socket from, Socket to, boolean areAnswers) {
        var chance = new Random(1);
        try (from;
                to) {
            var bytes = new byte[1024];
            for (int read; (read = from.getInputStream().read(bytes)) >= 0; ) {
                pass(bytes, read, to.getOutputStream(), areAnswers ? fault : Fault.NONE, chance);
            }
        } catch (IOException cut) {
            // Both ends are closed by now.
        }
    }

    private static void pass(byte[] bytes, int length, OutputStream out, Fault fault, Random chance)
            throws IOException {
        switch (fault) {
            case NONE -> out.write(bytes, 0, length);
            case CHANGED -> {
                bytes[chance.nextInt(length)] ^= (byte) (1 + chance.nextInt(255));
                out.write(bytes, 0, length);
            }
            case SWAPPED -> {
                out.write(bytes, length / 2, length - length / 2);
                out.write(bytes, 0, length / 2);
            }
            case IN_SMALL_PIECES -> {
                for (int i = 0; i < length; i++) {
                    out.write(bytes, i, 1);
                    out.flush();
                }
            }
            case LATE -> {
                LockSupport.parkNanos(HELD_UP.toNanos());
                out.write(bytes, 0, length);
            }
            case CUT -> {
                out.write(bytes, 0, length / 2);
                throw new IOException("Cut off");
            }
        }
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
