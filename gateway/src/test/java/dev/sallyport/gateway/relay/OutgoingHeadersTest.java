package dev.sallyport.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

class OutgoingHeadersTest {

    private final OutgoingHeaders outgoing = new OutgoingHeaders();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection",
                "HTTP2-Settings",
                "Keep-Alive",
                "Proxy-Authenticate",
                "Proxy-Authorization",
                "Proxy-Connection",
                "TE",
                "Trailer",
                "Transfer-Encoding",
                "Upgrade",
                "Forwarded",
                "X-Forwarded-Prefix",
                "X-Forwarded-Anything"
            })
    void leavesOutWhatIsOfTheConnectionOrAProxy(String name) {
        for (var spelling : new String[] {name, name.toLowerCase(Locale.ROOT), name.toUpperCase(Locale.ROOT)}) {
            var headers = new HttpHeaders();
            headers.add(spelling, "anything");

            assertThat(sent(headers, new Decision.RelayNothing()).headerNames()).isEmpty();
        }
    }

    @Test
    void leavesOutWhatConnectionNames() {
        var headers = new HttpHeaders();
        headers.add("Connection", "close, X-Hop");
        headers.add("connection", "x-other");
        headers.add("x-hop", "1");
        headers.add("X-Other", "2");
        headers.add("X-Stays", "3");

        assertThat(sent(headers, new Decision.RelayNothing()).headerNames()).containsExactly("X-Stays");
    }

    @Test
    void losesNoTokenToAConnectionHeader() {
        var headers = new HttpHeaders();
        headers.add("Connection", "authorization");

        assertThat(sent(headers, new Decision.RelayToken("token")).get("Authorization"))
                .containsExactly("Bearer token");
    }

    @Test
    void sendsATokenOrTheCookiesThatAreNotOurs() {
        var headers = new HttpHeaders();
        headers.add("Cookie", "theme=dark");

        assertThat(sent(headers, new Decision.RelayToken("token")).headerNames())
                .containsExactly("Authorization");
        assertThat(sent(headers, new Decision.RelayNothing()).get("Cookie")).containsExactly("theme=dark");
    }

    @Test
    void tellsWhatIsBelievedOfProxies() {
        var headers = new HttpHeaders();
        headers.add("X-Forwarded-For", "203.0.113.7");
        headers.add("X-Forwarded-Proto", "https");
        headers.add("X-Forwarded-Port", "443");

        var sent = sent(headers, new Decision.RelayNothing());

        assertThat(sent.headerNames()).containsExactlyInAnyOrder("X-Forwarded-For", "X-Forwarded-Proto");
    }

    @Test
    void tellsGrpcThatTrailersAreRead() {
        var headers = new HttpHeaders();
        headers.add("Content-Type", "application/grpc+proto");

        assertThat(sent(headers, new Decision.RelayNothing()).get("TE")).containsExactly("trailers");
    }

    @Test
    void keepsAllValuesAndWhatCameStaysAsItWas() {
        var headers = new HttpHeaders();
        headers.add("Accept", "text/html");
        headers.add("Accept", "*/*");
        headers.add("Upgrade", "websocket");

        var sent = sent(headers, new Decision.RelayToken("token"));

        assertThat(sent.get("Accept")).containsExactly("text/html", "*/*");
        assertThat(headers.headerNames()).containsExactly("Accept", "Upgrade");
    }

    @Test
    void sendsNothingThatNobodyDecidedAbout() {
        var exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/"));

        assertThatIllegalStateException().isThrownBy(() -> outgoing.filter(new HttpHeaders(), exchange));
    }

    private HttpHeaders sent(HttpHeaders headers, Decision decision) {
        var exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/").headers(headers));
        decision.decide(exchange);
        return outgoing.filter(headers, exchange);
    }
}
