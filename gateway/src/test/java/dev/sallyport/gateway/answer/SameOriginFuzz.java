package dev.sallyport.gateway.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.net.URI;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

/** A fuzzer looks for a page of another site that is taken for one of ours. */
public final class SameOriginFuzz {

    private static final String SITE = "http://gateway.example";

    private SameOriginFuzz() {}

    public static void isNoOtherSite(FuzzedDataProvider data) {
        var origin = data.consumeString(80);
        var request = MockServerHttpRequest.method(HttpMethod.POST, URI.create(SITE + "/bff/logout"))
                .header("Host", "gateway.example")
                .header("Upgrade", data.consumeBoolean() ? "websocket" : "none")
                .header("Origin", origin)
                .build();

        if (SameOrigin.holds(request)) {
            assertThat(origin).matches("(?i)[a-z][a-z0-9+.-]*://gateway\\.example([/?#].*)?");
        }
    }
}
