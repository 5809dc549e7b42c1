package dev.sallyport.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Picks ports that nobody listens on, each one once: in this process, and among all that run tests on this machine.
 *
 * <p>They lie below the range that systems use for outgoing connections (32768 and up): between our look and the server's
 * start no connection of someone else can take one.
 */
public final class FreePort {

    private static final Set<Integer> TAKEN = ConcurrentHashMap.newKeySet();

    /** A file of the user's that every process locks one byte of for each port it took, until it ends. */
    private static final FileChannel CLAIMS = claims();

    private FreePort() {}

    public static int next() {
        return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(20_000, 32_000))
                .limit(1_000)
                .filter(FreePort::isFree)
                .filter(TAKEN::add)
                .filter(FreePort::claimed)
                .findFirst()
                .orElseThrow(() -> new StartFailed("Found no free port between 20000 and 32000"));
    }

    static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private static boolean claimed(int port) {
        try {
            return CLAIMS.tryLock(port, 1, false) != null;
        } catch (IOException failed) {
            throw new StartFailed("Cannot claim port " + port, failed);
        }
    }

    private static FileChannel claims() {
        var file = Path.of(System.getProperty("java.io.tmpdir"), "sallyport-ports-" + System.getProperty("user.name"));
        try {
            return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException failed) {
            throw new StartFailed("Cannot open " + file, failed);
        }
    }
}
