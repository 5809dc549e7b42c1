package dev.sallyport.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.system.Until;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bodies pass through the gateway, and never into it. */
class LargeBodyTest {

    private static final long GIGABYTE = 1L << 30;
    private static final long MEGABYTE = 1L << 20;

    /** Two connections' buffers in two kernels' worth of sockets, and a piece on the way. */
    private static final long ON_THE_WAY = 32 * MEGABYTE;

    private final StreamingService service = StreamingService.start();
    private final HttpClient client = HttpClient.newHttpClient();
    private OpenGateway gateway;

    @BeforeEach
    void start() {
        gateway = OpenGateway.start(OpenGateway.before(service.url()));
    }

    /** The service first: a gateway that is to stop waits for its answers. */
    @AfterEach
    void stop() {
        client.close();
        service.close();
        gateway.close();
    }

    @Test
    void passWhateverTheirSize() throws Exception {
        assertThat(uploaded()).isEqualTo(GIGABYTE);
        assertThat(downloaded()).isEqualTo(GIGABYTE);
        assertThat(gateway.application().peakMemory()).isLessThan(350 * MEGABYTE);
    }

    @Test
    void waitForAClientThatDoesNotRead() throws Exception {
        try (var socket = gateway.connect()) {
            say(socket, "GET /open/blob/%d HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(GIGABYTE));

            assertThat(Until.settled(0, service::sent)).isLessThan(ON_THE_WAY);
        }
    }

    @Test
    void waitForAServiceThatDoesNotRead() throws Exception {
        var taken = new AtomicLong();
        try (var socket = gateway.connect()) {
            say(socket, "POST /open/unread HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + GIGABYTE + "\r\n\r\n");
            Thread.ofVirtual().start(() -> pour(socket, taken));

            assertThat(Until.settled(0, taken::get)).isLessThan(ON_THE_WAY);
        }
    }

    private long uploaded() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(gateway.url() + "/open/count"))
                .POST(BodyPublishers.ofInputStream(Zeros::new))
                .build();
        return Long.parseLong(client.send(request, BodyHandlers.ofString()).body());
    }

    private long downloaded() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(gateway.url() + "/open/blob/" + GIGABYTE))
                .build();
        try (var body = client.send(request, BodyHandlers.ofInputStream()).body()) {
            return body.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void pour(Socket socket, AtomicLong taken) {
        var piece = new byte[32 * 1024];
        try {
            while (taken.get() < GIGABYTE) {
                socket.getOutputStream().write(piece);
                taken.addAndGet(piece.length);
            }
        } catch (IOException closed) {
            // by the end of the test
        }
    }

    /** A gigabyte. */
    private static final class Zeros extends InputStream {

        private long left = GIGABYTE;

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            var some = (int) Math.min(left, length);
            left -= some;
            return some == 0 ? -1 : some;
        }
    }
}
