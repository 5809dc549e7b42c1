package dev.sallyport.system.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.Redis;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RedisTest {

    @Test
    void answersWhereItSays() throws Exception {
        try (var redis = Redis.start();
                var socket = connectedTo(URI.create(redis.url()))) {
            socket.getOutputStream().write("ECHO hello\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(socket.getInputStream().readNBytes(11)).asString().isEqualTo("$5\r\nhello\r\n");
        }
    }

    private static Socket connectedTo(URI address) throws Exception {
        return new Socket(address.getHost(), address.getPort());
    }
}
