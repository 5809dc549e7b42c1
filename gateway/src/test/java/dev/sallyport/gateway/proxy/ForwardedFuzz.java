package dev.sallyport.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

/** A fuzzer looks for what a trusted proxy could pass on that makes the request one of nobody, or that fails. */
public final class ForwardedFuzz {

    private ForwardedFuzz() {}

    private static final ForwardedRequests FORWARDED =
            new ForwardedRequests(new TrustedProxies(List.of("10.0.0.0/24")));

    public static void leavesARequestOfSomebody(FuzzedDataProvider data) {
        var request = FORWARDED.apply(
                MockServerHttpRequest.method(HttpMethod.GET, URI.create("http://gateway.example/a%20b?c=%25"))
                        .header("Host", "gateway.example")
                        .header("X-Forwarded-Proto", data.consumeString(20))
                        .header("X-Forwarded-Host", data.consumeString(60))
                        .header("X-Forwarded-For", data.consumeRemainingAsString())
                        .remoteAddress(new InetSocketAddress("10.0.0.7", 4711))
                        .build());

        assertThat(Objects.requireNonNull(request.getRemoteAddress()).getAddress())
                .isNotNull();
        assertThat(request.getURI().getScheme()).isIn("http", "https");
        assertThat(request.getURI().getRawAuthority()).matches("[A-Za-z0-9.:\\[\\]-]+");
        assertThat(request.getURI().getRawPath()).isEqualTo("/a%20b");
        assertThat(request.getHeaders().getOrEmpty("Host"))
                .containsExactly(request.getURI().getRawAuthority());
    }
}
