package dev.sallyport.gateway.answer;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class SameOriginTest {

    @ParameterizedTest
    @CsvSource({
        "same-origin,,true",
        "none,,true",
        "same-site,,false",
        "cross-site,,false",
        "something-new,,false",
        "same-origin,https://evil.example,true",
        ",https://gate.example,true",
        ",http://gate.example,false",
        ",https://gate.example:444,false",
        ",https://evil.example,false",
        ",https://gate.example.evil.example,false",
        ",https://evil.example/gate.example,false",
        ",null,false",
        ",not an origin,false",
        ",,true"
    })
    void holdsByFetchMetadataAndElseByOrigin(String site, String origin, boolean holds) {
        assertThat(SameOrigin.holds(request(site, origin, null))).isEqualTo(holds);
    }

    /** Where a proxy ends TLS and is not named, the gateway is asked by http for what browsers ask by https. */
    @ParameterizedTest
    @ValueSource(strings = {"http://gate.example", "https://gate.example"})
    void takesEitherSchemeWhereItCannotKnowItsOwn(String origin) {
        var request = MockServerHttpRequest.get("http://gate.example/orders")
                .header("Host", "gate.example")
                .header("Origin", origin)
                .build();

        assertThat(SameOrigin.holds(request)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "same-origin,,false",
        ",,false",
        "same-origin,https://evil.example,false",
        ",https://gate.example,true",
        ",http://gate.example,false"
    })
    void holdsForAWebSocketOnlyByOrigin(String site, String origin, boolean holds) {
        assertThat(SameOrigin.holds(request(site, origin, "websocket"))).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({"same-origin,,true", "none,,false", ",,false", ",https://gate.example,true", "cross-site,,false"})
    void isProvenOnlyByTheBrowsersWord(String site, String origin, boolean proven) {
        assertThat(SameOrigin.isProven(request(site, origin, null))).isEqualTo(proven);
    }

    @Test
    void asksTheMarkOfWhateverMayChangeSomething() {
        assertThat(SameOrigin.isSafeOrMarked(MockServerHttpRequest.get("/").build()))
                .isTrue();
        assertThat(SameOrigin.isSafeOrMarked(MockServerHttpRequest.post("/").build()))
                .isFalse();
        assertThat(SameOrigin.isSafeOrMarked(
                        MockServerHttpRequest.delete("/").header("X-CSRF", "0").build()))
                .isFalse();
        assertThat(SameOrigin.isSafeOrMarked(
                        MockServerHttpRequest.post("/").header("X-CSRF", "1").build()))
                .isTrue();
    }

    private static ServerHttpRequest request(@Nullable String site, @Nullable String origin, @Nullable String upgrade) {
        var request = MockServerHttpRequest.get("https://gate.example/orders").header("Host", "gate.example");
        if (site != null) {
            request.header("Sec-Fetch-Site", site);
        }
        if (origin != null) {
            request.header("Origin", origin);
        }
        if (upgrade != null) {
            request.header("Upgrade", upgrade);
        }
        return request.build();
    }
}
