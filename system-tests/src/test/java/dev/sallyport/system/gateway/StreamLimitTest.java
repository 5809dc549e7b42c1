package dev.sallyport.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.system.Until;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How much a stream may bring at once, and what becomes of it when the other side does not read. */
class StreamLimitTest {

    private static final int TOO_BIG = 1009;

    /** The buffers of two connections in the kernel, and a piece on the way. */
    private static final long ON_THE_WAY = 32L << 20;

    private static StreamingService service;
    private static OpenGateway gateway;

    @BeforeAll
    static void start() {
        service = StreamingService.start();
        gateway = OpenGateway.start(OpenGateway.before(service.url()));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        service.close();
    }

    @Test
    void isNotReachedByAMessageInManyFrames() throws IOException {
        try (var echo = RawSocket.open(gateway, "/open/echo");
                var many = RawSocket.open(gateway, "/open/many-frames")) {
            echo.sendMessage(60, 1_000);

            assertThat(echo.readMessage()).isEqualTo(60_000);
            assertThat(many.readMessage()).isEqualTo(60_000);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 70000", "70, 1000"})
    void closesBothSidesForAMessageOfTheClientsThatIsTooLong(int frames, int bytes) throws IOException {
        var closed = service.closed();
        try (var socket = RawSocket.open(gateway, "/open/echo")) {
            socket.sendMessage(frames, bytes);

            assertThat(socket.closeCode()).isEqualTo(TOO_BIG);
            Until.holds("a close at the service", () -> service.closed() > closed);
            assertThat(service.closeCode()).isEqualTo(TOO_BIG);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/open/long-frame", "/open/long-message"})
    void closesBothSidesForAMessageOfTheServicesThatIsTooLong(String path) throws IOException {
        var closed = service.closed();
        try (var socket = RawSocket.open(gateway, path)) {
            assertThat(socket.closeCode()).isEqualTo(TOO_BIG);
            Until.holds("a close at the service", () -> service.closed() > closed);
            assertThat(service.closeCode()).isEqualTo(TOO_BIG);
        }
    }

    @Test
    void makesAServiceWaitForAWebSocketThatIsNotRead() throws IOException {
        var before = service.sent();
        try (var socket = RawSocket.open(gateway, "/open/flood")) {
            assertThat(Until.settled(before, service::sent) - before).isLessThan(ON_THE_WAY);

            var read = 0L;
            while (read < StreamingService.FLOOD) {
                read += socket.readMessage();
            }
            assertThat(read).isEqualTo(StreamingService.FLOOD);
        }
    }

    @Test
    void makesAWebSocketWaitForAServiceThatDoesNotRead() throws IOException {
        var taken = new AtomicLong();
        try (var socket = RawSocket.open(gateway, "/open/deaf")) {
            Thread.ofVirtual().start(() -> pour(socket, taken));

            assertThat(Until.settled(0, taken::get)).isLessThan(ON_THE_WAY);
        }
    }

    @Test
    void makesAServiceWaitForEventsThatAreNotRead() throws IOException {
        var before = service.sent();
        try (var socket = gateway.connect()) {
            socket.getOutputStream()
                    .write(("GET /open/event-flood HTTP/1.1\r\nHost: " + gateway.authority()
                                    + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));

            assertThat(Until.settled(before, service::sent) - before).isLessThan(ON_THE_WAY);

            assertThat(socket.getInputStream().skip(Long.MAX_VALUE)).isGreaterThan(StreamingService.FLOOD);
        }
    }

    private static void pour(RawSocket socket, AtomicLong taken) {
        try {
            while (taken.get() < StreamingService.FLOOD) {
                socket.sendMessage(1, 32_000);
                taken.addAndGet(32_000);
            }
        } catch (IOException closed) {
            // by the end of the test
        }
    }
}
