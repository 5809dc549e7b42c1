package dev.sallyport.system.realm;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server, of LDAP or of HTTP, that hears who wants to be let in, and hangs up. */
final class Listener implements AutoCloseable {

    private final ServerSocket socket;

    Listener() throws IOException {
        socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    /** Host and port. */
    String address() {
        return "localhost:" + socket.getLocalPort();
    }

    /** What somebody says first who is made to connect. */
    String said(Runnable connect) throws InterruptedException, ExecutionException, TimeoutException {
        var said = new CompletableFuture<String>();
        Thread.startVirtualThread(() -> hear(said));
        try {
            connect.run();
        } catch (RuntimeException hungUp) {
            // That it gets no answer is no surprise
        }
        return said.get(20, TimeUnit.SECONDS);
    }

    private void hear(CompletableFuture<String> said) {
        try (var connection = socket.accept()) {
            var buffer = new byte[4096];
            var length = connection.getInputStream().read(buffer);
            said.complete(new String(buffer, 0, Math.max(0, length), ISO_8859_1));
        } catch (IOException broken) {
            said.completeExceptionally(broken);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
