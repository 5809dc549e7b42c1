package dev.sallyport.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.gateway.token.AccessToken;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            max-age=60                          | max-age=60, private
            no-cache                            | no-cache, private
            private="Set-Cookie"                | private="Set-Cookie", private
            max-age=60, x-private=1             | max-age=60, x-private=1, private
            max-age=60, Private                 | max-age=60, Private
            no-store                            | no-store
            public, max-age=60                  | public, max-age=60
            S-MaxAge=60                         | S-MaxAge=60
            max-age=60,must-revalidate          | max-age=60,must-revalidate
            """)
    void keepsAnAnswerToAPersonOutOfSharedCaches(String said, String returned) {
        var headers = new HttpHeaders();
        headers.add("Cache-Control", said);
        var exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/"));
        Callers.remember(exchange, person());

        assertThat(String.join(", ", returning.filter(headers, exchange).getOrEmpty("Cache-Control")))
                .isEqualTo(returned);
    }

    @Test
    void saysNothingOfCachesToThoseWhoAreNobody() {
        assertThat(returned(new HttpHeaders()).isEmpty()).isTrue();
    }

    private static Callers.Caller person() {
        var token = new AccessToken("t", "k", Set.of(), Set.of(), Instant.EPOCH, Instant.EPOCH, Map.of());
        return new Callers.Caller.Person("id", token, Mono.never());
    }

    private HttpHeaders returned(HttpHeaders headers) {
        return returning.filter(headers, MockServerWebExchange.from(MockServerHttpRequest.get("/")));
    }
}
