package dev.sallyport.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.system.Until;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Connections that cost a gateway more than they are worth; its limits are small here, where an operator sets them. */
class ConnectionTest {

    private static final int MAX = 8;

    /** To the service. */
    private static final int MAX_ONWARD = 3;

    private static RawService service;
    private static OpenGateway gateway;

    @BeforeAll
    static void start() {
        service = RawService.start();
        gateway = OpenGateway.start(OpenGateway.before(service.url())
                .environment("SALLYPORT_CONNECTIONS_MAX", String.valueOf(MAX))
                .environment("SALLYPORT_CONNECTIONS_READTIMEOUT", "1s")
                .environment("SERVER_NETTY_IDLETIMEOUT", "1s")
                .environment("SPRING_CLOUD_GATEWAY_SERVER_WEBFLUX_HTTPCLIENT_RESPONSETIMEOUT", "3s")
                .environment(
                        "SPRING_CLOUD_GATEWAY_SERVER_WEBFLUX_HTTPCLIENT_POOL_MAXCONNECTIONS",
                        String.valueOf(MAX_ONWARD))
                .environment("SPRING_CLOUD_GATEWAY_SERVER_WEBFLUX_HTTPCLIENT_POOL_ACQUIRETIMEOUT", "500"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        service.close();
    }

    @Test
    void isClosedWhereThereAreTooMany() throws IOException {
        var open = new ArrayList<Socket>();
        try {
            for (var each = 0; each < MAX; each++) {
                open.add(gateway.connect());
                send(open.getLast(), "GET /open/begun HTTP/1.1\r\n");
            }

            assertThat(answerOn(gateway.connect())).isEmpty();
        } finally {
            for (var socket : open) {
                socket.close();
            }
        }
        Until.holds("an answer", () -> answer().startsWith("HTTP/1.1 200"));
    }

    @Test
    void isClosedWhenItIsSilentBetweenRequests() throws IOException {
        try (var socket = gateway.connect()) {
            send(socket, "GET /open/first HTTP/1.1\r\nHost: " + gateway.authority() + "\r\n\r\n");

            assertThat(answerOn(socket)).startsWith("HTTP/1.1 200").endsWith("ok");
        }
    }

    @Test
    void isClosedWhenItsHeadersComeByteByByte() throws Exception {
        try (var socket = gateway.connect()) {
            var headers = "GET /open/slow HTTP/1.1\r\nX: " + "a".repeat(200);
            var trickle = Thread.ofVirtual().start(() -> trickle(socket, headers));

            assertThat(answerOn(socket)).isEmpty();
            trickle.join();
        }
    }

    @Test
    void isClosedWhenABodyFallsSilentAndTheServiceGetsNoWholeOne() throws IOException {
        service.taken();
        try (var socket = gateway.connect()) {
            send(
                    socket,
                    "POST /open/silent HTTP/1.1\r\nHost: " + gateway.authority()
                            + "\r\nContent-Length: 10\r\n\r\nhello");

            assertThat(answerOn(socket)).doesNotContain("HTTP/1.1 200");
        }
        Until.holds("an answer", () -> answer().startsWith("HTTP/1.1 200"));
        assertThat(service.taken()).noneMatch(taken -> taken.head().contains("/open/silent") && taken.isWhole());
    }

    @Test
    void isAnsweredThoughItsBodyTakesLongerThanAServiceMayTakeToAnswer() throws IOException {
        try (var socket = gateway.connect()) {
            send(
                    socket,
                    "POST /open/upload HTTP/1.1\r\nHost: " + gateway.authority()
                            + "\r\nConnection: close\r\nContent-Length: 8\r\n\r\n");
            trickle(socket, "a".repeat(8));

            assertThat(answerOn(socket)).startsWith("HTTP/1.1 200").endsWith("ok");
        }
    }

    @Test
    void isAnsweredWhenItsServiceSaysNothing() throws IOException {
        service.answers("");
        try (var socket = gateway.connect()) {
            send(socket, "GET /open/mute HTTP/1.1\r\nHost: " + gateway.authority() + "\r\nConnection: close\r\n\r\n");

            assertThat(answerOn(socket)).startsWith("HTTP/1.1 504").contains("problem+json");
        } finally {
            service.answers(RawService.FINE);
        }
    }

    @Test
    void isNotWaitedForInVainWhereAllToTheServiceAreTaken() throws IOException {
        service.answers("");
        var open = new ArrayList<Socket>();
        var taken = new AtomicInteger();
        service.taken();
        try {
            for (var each = 1; each <= MAX_ONWARD; each++) {
                open.add(gateway.connect());
                send(open.getLast(), "GET /open/taken HTTP/1.1\r\nHost: " + gateway.authority() + "\r\n\r\n");
            }
            Until.holds(
                    "requests under way", () -> taken.addAndGet(service.taken().size()) == MAX_ONWARD);

            assertThat(answer().toLowerCase(Locale.ROOT))
                    .startsWith("http/1.1 503")
                    .contains("retry-after: ", "problem+json");
        } finally {
            for (var socket : open) {
                socket.close();
            }
            service.answers(RawService.FINE);
        }
        Until.holds("an answer", () -> answer().startsWith("HTTP/1.1 200"));
    }

    @Test
    void isAnsweredWhenTheRequestLineIsTooLong() throws IOException {
        var answer = gateway.send("GET /open/" + "a".repeat(5_000) + " HTTP/1.1\r\nHost: " + gateway.authority()
                + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 414");
    }

    @Test
    void isAnsweredWhenTheHeadersAreTooLong() throws IOException {
        var answer = gateway.send("GET /open/long HTTP/1.1\r\nHost: " + gateway.authority() + "\r\nX-Long: "
                + "a".repeat(20_000) + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 431");
    }

    /** One byte after the other, each within the time that a connection may be silent, or until the gateway has enough. */
    private static void trickle(Socket socket, String text) {
        try {
            for (var next : text.split("", -1)) {
                send(socket, next);
                Until.past(Instant.now().plusMillis(500));
            }
        } catch (IOException closed) {
            // As it should be.
        }
    }

    private static String answer() {
        try (var socket = gateway.connect()) {
            send(socket, "GET /open/last HTTP/1.1\r\nHost: " + gateway.authority() + "\r\nConnection: close\r\n\r\n");
            return answerOn(socket);
        } catch (IOException refused) {
            return "";
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String answerOn(Socket socket) throws IOException {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (SocketException reset) {
            return "";
        }
    }
}
