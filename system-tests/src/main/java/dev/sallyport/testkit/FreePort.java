package dev.sallyport.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Picks ports that nobody listens on, each one once.
 *
 * <p>They lie below the range that systems use for outgoing connections (32768 and up): between our look and the server's
 * start no connection of someone else can take one.
 */
public final class FreePort {

    private static final Set<Integer> TAKEN = ConcurrentHashMap.newKeySet();

    private FreePort() {}

    public static int next() {
        return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(20_000, 32_000))
                .limit(1_000)
                .filter(FreePort::isFree)
                .filter(TAKEN::add)
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
}
