package dev.sallyport.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

class ReturningHeadersTest {

    private final ReturningHeaders returning = new ReturningHeaders();

    @Test
    void leavesOutWhatIsOfTheConnection() {
        var headers = new HttpHeaders();
        headers.add("Connection", "keep-alive, X-Hop");
        headers.add("Keep-Alive", "timeout=5");
        headers.add("Transfer-Encoding", "chunked");
        headers.add("x-hop", "1");
        headers.add("Content-Type", "text/plain");

        assertThat(returned(headers).headerNames()).containsExactly("Content-Type");
    }

    @Test
    void leavesOutCookiesWithOurNamesAlone() {
        var headers = new HttpHeaders();
        headers.add("Set-Cookie", "__Host-session=stolen");
        headers.add("set-cookie", "theme=dark");

        assertThat(returned(headers).get("Set-Cookie")).containsExactly("theme=dark");
    }

    private HttpHeaders returned(HttpHeaders headers) {
        return returning.filter(headers, MockServerWebExchange.from(MockServerHttpRequest.get("/")));
    }
}
