package dev.sallyport.gateway.relay;

import dev.sallyport.benchmark.AverageTime;
import dev.sallyport.gateway.RunningGateway;
import dev.sallyport.gateway.session.SampleSession;
import dev.sallyport.gateway.session.SessionCookie;
import dev.sallyport.gateway.token.CallerTokens;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.TearDown;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebExchangeDecorator;
import reactor.core.publisher.Mono;

/** What a request that is relayed is asked and given by the gateway's own filters: once each, in this order. */
@NullMarked
public class RelayBenchmark extends AverageTime {

    private final RunningGateway gateway = new RunningGateway();
    private final Callers callers = gateway.part(Callers.class);
    private final IncomingRequest incoming = gateway.part(IncomingRequest.class);
    private final OutgoingHeaders outgoing = gateway.part(OutgoingHeaders.class);
    private final ReturningHeaders returning = gateway.part(ReturningHeaders.class);
    private final GatewayFilter scopes = gateway.part(RequireScopesGatewayFilterFactory.class)
            .apply(new RequireScopesGatewayFilterFactory.Config(List.of("orders:read")));

    private final ServerWebExchange withSession;
    private final ServerWebExchange withToken;
    private final ServerWebExchange withCaller;
    private final ServerWebExchange decided;
    private final HttpHeaders cleaned;
    private final HttpHeaders answer = new HttpHeaders();

    public RelayBenchmark() {
        var token = gateway.token();
        Objects.requireNonNull(gateway.part(CallerTokens.class).verified(token).block());
        this.withSession = asked(browser().cookie(new HttpCookie(SessionCookie.NAME, SampleSession.cookieIn(gateway))));
        this.withToken = asked(browser().header(HttpHeaders.AUTHORIZATION, "Bearer " + token));
        this.withCaller = Fresh.of(withSession);
        Objects.requireNonNull(caller(withCaller));
        this.decided = Fresh.of(withCaller);
        new Decision.RelayToken(token).decide(decided);
        this.cleaned = IncomingRequest.clean(withSession.getRequest().getHeaders());
        answer.set(HttpHeaders.CONTENT_TYPE, "application/json");
        answer.set(HttpHeaders.CONTENT_LENGTH, "1024");
        answer.set(HttpHeaders.SERVER, "service");
        answer.set(HttpHeaders.DATE, "Thu, 01 Jan 2026 00:00:00 GMT");
    }

    @TearDown
    public void close() {
        gateway.close();
    }

    @Benchmark
    public Object requestHeaders() {
        return IncomingRequest.clean(withSession.getRequest().getHeaders());
    }

    @Benchmark
    public Object callerBySession() {
        return Objects.requireNonNull(caller(Fresh.of(withSession)));
    }

    @Benchmark
    public Object callerByToken() {
        return Objects.requireNonNull(caller(Fresh.of(withToken)));
    }

    @Benchmark
    public Object scopes() {
        return scopes.filter(withCaller, passed -> Mono.empty());
    }

    @Benchmark
    public Object serviceHeaders() {
        return outgoing.filter(cleaned, decided);
    }

    @Benchmark
    public Object answerHeaders() {
        return returning.filter(HttpHeaders.copyOf(answer), decided);
    }

    /** Null, and this is no measurement of what is at hand, if somebody has to be asked. */
    private Callers.@Nullable Caller caller(ServerWebExchange exchange) {
        var _ = callers.with(exchange, caller -> Mono.empty());
        return Callers.known(exchange);
    }

    private ServerWebExchange asked(MockServerHttpRequest.BaseBuilder<?> request) {
        var exchange = MockServerWebExchange.from(request);
        var _ = incoming.filter(exchange, cleaned -> Mono.empty());
        return exchange;
    }

    private static MockServerHttpRequest.BaseBuilder<?> browser() {
        return MockServerHttpRequest.get("http://localhost:8080/api/orders/17?expand=lines")
                .header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
                .header("Accept", "application/json, text/plain, */*")
                .header("Accept-Language", "en-GB,en;q=0.7,ko;q=0.3")
                .header("Accept-Encoding", "gzip, deflate, br, zstd")
                .header("Referer", "http://localhost:8080/")
                .header("Sec-Fetch-Dest", "empty")
                .header("Sec-Fetch-Mode", "cors")
                .header("Sec-Fetch-Site", "same-origin")
                .header("X-CSRF", "1");
    }

    /** The same exchange before anybody asked who calls. */
    private static final class Fresh extends ServerWebExchangeDecorator {

        private final Map<String, Object> attributes;

        private Fresh(ServerWebExchange exchange) {
            super(exchange);
            this.attributes = new HashMap<>(exchange.getAttributes());
        }

        static ServerWebExchange of(ServerWebExchange exchange) {
            return new Fresh(exchange);
        }

        @Override
        public Map<String, Object> getAttributes() {
            return attributes;
        }
    }
}
