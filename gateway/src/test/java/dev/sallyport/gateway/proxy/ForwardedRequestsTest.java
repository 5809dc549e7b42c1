package dev.sallyport.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class ForwardedRequestsTest {

    private static final String PROXY = "10.0.0.7";
    private static final String STRANGER = "203.0.113.9";

    private final ForwardedRequests forwarded = new ForwardedRequests(new TrustedProxies(List.of("10.0.0.0/24")));

    @Test
    void areAsATrustedProxySawThem() {
        var request = forwarded.apply(from(PROXY)
                .header("X-Forwarded-For", "198.51.100.1")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "shop.example:8443")
                .build());

        assertThat(address(request)).isEqualTo("198.51.100.1");
        assertThat(request.getURI()).hasToString("https://shop.example:8443/a%20b?c=%25");
        assertThat(request.getHeaders().getFirst("Host")).isEqualTo("shop.example:8443");
    }

    @Test
    void areAsTheyCameFromAnybodyElse() {
        var request = forwarded.apply(from(STRANGER)
                .header("X-Forwarded-For", "198.51.100.1")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-Prefix", "/evil")
                .header("Forwarded", "for=198.51.100.1")
                .build());

        assertThat(address(request)).isEqualTo(STRANGER);
        assertThat(request.getURI()).hasToString("http://gateway.example/a%20b?c=%25");
        assertThat(request.getHeaders().headerNames()).containsExactly("Host");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            evil, 198.51.100.1                 | 198.51.100.1
            127.0.0.1, 198.51.100.1            | 198.51.100.1
            198.51.100.1, 10.0.0.9             | 198.51.100.1
            1.1.1.1, 198.51.100.1, 10.0.0.9    | 198.51.100.1
            10.0.0.8, 10.0.0.9                 | 10.0.0.8
            198.51.100.1, unknown              | 10.0.0.7
            198.51.100.1:4711                  | 198.51.100.1
            198.51.100.1:4711, 10.0.0.9:80     | 198.51.100.1
            [2001:db8::1]:4711                 | 2001:db8:0:0:0:0:0:1
            [2001:db8::1]                      | 2001:db8:0:0:0:0:0:1
            198.51.100.1:                      | 10.0.0.7
            198.51.100.1:evil                  | 10.0.0.7
            [198.51.100.1:80                   | 10.0.0.7
            []:80                              | 10.0.0.7
            localhost                          | 10.0.0.7
            ,                                  | 10.0.0.7
            198.51.100.1, unknown, 10.0.0.9    | 10.0.0.9
            2001:db8::1                        | 2001:db8:0:0:0:0:0:1
            """)
    void comeFromTheLastAddressThatNoProxyHas(String path, String client) {
        var request =
                forwarded.apply(from(PROXY).header("X-Forwarded-For", path).build());

        assertThat(address(request)).isEqualTo(client);
        assertThat(request.getHeaders().get("X-Forwarded-For")).containsExactly(client);
    }

    @Test
    void comeFromTheLastAddressOfSeveralHeaders() {
        var request = forwarded.apply(
                from(PROXY).header("X-Forwarded-For", "1.1.1.1", "198.51.100.1").build());

        assertThat(address(request)).isEqualTo("198.51.100.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example, shop.example",
                "u@evil.example",
                "evil.example/",
                "evil example",
                "",
                "a:b",
                "a\\b",
                "evil.example#",
                "evil.example?",
                ":80",
                "-",
                "[::1",
                "[E:1]",
                "[::1::2]"
            })
    void haveTheirOwnHostIfTheProxysCanBeReadInTwoWays(String host) {
        var request =
                forwarded.apply(from(PROXY).header("X-Forwarded-Host", host).build());

        assertThat(request.getURI().getHost()).isEqualTo("gateway.example");
        assertThat(request.getHeaders().getFirst("Host")).isEqualTo("gateway.example");
        assertThat(request.getHeaders().get("X-Forwarded-Host")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https, http", "javascript", "HTTPS ", "", "ws"})
    void haveTheirOwnSchemeIfTheProxysIsNone(String scheme) {
        var request =
                forwarded.apply(from(PROXY).header("X-Forwarded-Proto", scheme).build());

        assertThat(request.getURI().getScheme()).isEqualTo("http");
        assertThat(request.getHeaders().get("X-Forwarded-Proto")).isNull();
    }

    private static MockServerHttpRequest.BaseBuilder<?> from(String peer) {
        return MockServerHttpRequest.method(HttpMethod.GET, URI.create("http://gateway.example/a%20b?c=%25"))
                .header("Host", "gateway.example")
                .remoteAddress(new InetSocketAddress(peer, 4711));
    }

    private static String address(ServerHttpRequest request) {
        var remote = request.getRemoteAddress();
        return remote == null ? "" : remote.getAddress().getHostAddress();
    }
}
