package dev.sallyport.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.system.gateway.RawService.Taken;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A gateway behind a proxy at 127.0.0.2, in a cloud by all its looks, where Spring would believe everybody. Whoever calls
 * from another address of this machine is nobody's proxy.
 */
class TrustedProxyTest {

    private static final String PROXY = "127.0.0.2";
    private static final String STRANGER = "127.0.0.1";

    private static RawService service;
    private static OpenGateway gateway;

    @BeforeAll
    static void start() {
        service = RawService.start();
        gateway = OpenGateway.start(OpenGateway.before(service.url())
                .environment("SALLYPORT_TRUSTEDPROXIES", PROXY)
                .environment("KUBERNETES_SERVICE_HOST", "10.96.0.1")
                .environment("KUBERNETES_SERVICE_PORT", "443"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        service.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For: 127.0.0.2",
                "X-Forwarded-For: evil, 127.0.0.2",
                "X-Forwarded-Host: evil.example",
                "X-Forwarded-Proto: https",
                "X-Forwarded-Port: 444",
                "X-Forwarded-Prefix: /evil",
                "X-Forwarded-Ssl: on",
                "X-Forwarded-By: evil",
                "X_Forwarded_For: 127.0.0.2",
                "Forwarded: for=127.0.0.2;host=evil.example;proto=https",
                "X-Forwarded-For: 127.0.0.2|X-Forwarded-Host: evil.example|X-Forwarded-Prefix: /evil"
            })
    void isNoStranger(String headers) throws IOException {
        var taken = takenFrom(STRANGER, headers);

        assertThat(taken.head()).startsWith("get /open/asked http/1.1").doesNotContain("forwarded", "evil");
    }

    @Test
    void isToldOfToTheService() throws IOException {
        var taken = takenFrom(
                PROXY,
                "X-Forwarded-For: 1.1.1.1, 198.51.100.1|X-Forwarded-Proto: https|X-Forwarded-Host: shop.example");

        assertThat(taken.head().lines())
                .contains(
                        "x-forwarded-for: 198.51.100.1",
                        "x-forwarded-proto: https",
                        "x-forwarded-host: shop.example",
                        "host: " + URI.create(service.url()).getAuthority());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-Prefix: /evil",
                "X-Forwarded-Port: 444",
                "X-Forwarded-Host: evil.example, shop.example",
                "X-Forwarded-Host: shop.example|X-Forwarded-Host: evil.example",
                "X-Forwarded-Host: evil.example/evil",
                "X-Forwarded-Proto: evil",
                "X-Forwarded-User: evil",
                "X_Forwarded_Host: evil.example",
                "Forwarded: host=evil.example"
            })
    void isNotBelievedInWhatItHardlyWroteItself(String headers) throws IOException {
        var taken = takenFrom(PROXY, headers);

        assertThat(taken.head()).startsWith("get /open/asked http/1.1").doesNotContain("evil", "444");
    }

    private static Taken takenFrom(String address, String headers) throws IOException {
        try (var socket =
                new Socket(InetAddress.ofLiteral("127.0.0.1"), gateway.port(), InetAddress.ofLiteral(address), 0)) {
            var request = "GET /open/asked HTTP/1.1\r\nHost: " + gateway.authority() + "\r\n"
                    + headers.replace("|", "\r\n") + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .startsWith("HTTP/1.1 200");
        }
        return service.taken().getLast();
    }
}
