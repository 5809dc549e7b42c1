package dev.sallyport.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.system.Until;
import dev.sallyport.testkit.ApplicationSetup;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A gateway that was told to stop, and still answers for a while. */
class StoppingTest {

    private static final int GOING_AWAY = 1001;
    private static final int MANY = 5;
    private static final String EVENTS = "text/event-stream";

    private final StreamingService service = StreamingService.start();

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void sendsNewStreamsElsewhereAndBreaksNothingOff() throws IOException {
        try (var gateway = OpenGateway.start(before().environment("SALLYPORT_DRAIN_TIME", "8s"));
                var forStream = gateway.connect();
                var forRequest = gateway.connect();
                var events = OpenStream.get(gateway.url(), "/open/events", Map.of());
                var held = OpenStream.get(gateway.url(), "/open/hold", Map.of())) {
            assertThat(keptAfterAnAnswer(gateway, forStream)).startsWith("HTTP/1.1 200 ");
            assertThat(keptAfterAnAnswer(gateway, forRequest)).startsWith("HTTP/1.1 200 ");
            Until.holds("a request under way", () -> service.held() > 0);
            Until.holds("an event", () -> !events.text().isEmpty());
            assertThat(isReady(gateway)).isTrue();

            var stopped = CompletableFuture.runAsync(gateway::close);
            Until.holds("the last event", events::isOver);

            assertThat(isReady(gateway)).isFalse();
            assertThat(events.text()).endsWith("event: going-away\ndata: gateway stops\n\n");
            assertSentElsewhere(last(gateway, forStream, EVENTS));
            assertThat(last(gateway, forRequest, "*/*"))
                    .startsWith("HTTP/1.1 200 ")
                    .containsIgnoringCase("\r\nconnection: close\r\n");
            try (var late = gateway.connect()) {
                assertSentElsewhere(last(gateway, late, EVENTS));
            }
            service.release();
            Until.holds("an answer", held::isOver);
            assertThat(held.text()).isEqualTo("released");
            stopped.join();
        }
    }

    @Test
    void isQuietAboutTheStreamsThatItEnds() throws IOException {
        var gateway = OpenGateway.start(before());
        var sockets = new ArrayList<RawSocket>();
        var streams = new ArrayList<OpenStream>();
        for (var each = 0; each < MANY; each++) {
            for (var path : List.of("/open/echo", "/open/deaf", "/open/flood")) {
                sockets.add(RawSocket.open(gateway, path));
            }
            streams.add(OpenStream.get(gateway.url(), "/open/events", Map.of()));
        }
        Until.holds("streams", () -> service.open() == MANY);

        var stopped = CompletableFuture.runAsync(gateway::close);

        for (var socket : sockets) {
            assertThat(socket.closeCode()).isEqualTo(GOING_AWAY);
            socket.close();
        }
        stopped.join();
        streams.forEach(OpenStream::close);
        assertThat(gateway.application().output())
                .doesNotContainPattern("\\n\\s+at ")
                .doesNotContain("ERROR");
    }

    private ApplicationSetup before() {
        return OpenGateway.before(service.url());
    }

    private static boolean isReady(OpenGateway gateway) {
        var management = gateway.application().management().toString();
        return RawRequest.get("/actuator/health/readiness").sendTo(management).status() == 200;
    }

    private static void assertSentElsewhere(String answer) {
        assertThat(answer).startsWith("HTTP/1.1 503 ").containsIgnoringCase("\r\nretry-after: 1\r\n");
    }

    /** All that comes on a connection until the gateway closes it. */
    private static String last(OpenGateway gateway, Socket connection, String accepted) throws IOException {
        ask(gateway, connection, accepted);
        return new String(connection.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    private static String keptAfterAnAnswer(OpenGateway gateway, Socket connection) throws IOException {
        ask(gateway, connection, "*/*");
        var in = connection.getInputStream();
        var head = new StringBuilder();
        for (var read = in.read(); read >= 0; read = in.read()) {
            head.append((char) read);
            if (head.toString().endsWith("\r\n\r\n")) {
                in.readNBytes(1);
                break;
            }
        }
        return head.toString();
    }

    private static void ask(OpenGateway gateway, Socket connection, String accepted) throws IOException {
        connection
                .getOutputStream()
                .write(("GET /open/blob/1 HTTP/1.1\r\nHost: " + gateway.authority() + "\r\nAccept: " + accepted
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
    }
}
