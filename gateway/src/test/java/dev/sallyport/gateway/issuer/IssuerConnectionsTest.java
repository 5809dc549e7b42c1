package dev.sallyport.gateway.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

class IssuerConnectionsTest {

    private static final IssuerSettings SETTINGS = new IssuerSettings(
            null, null, Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofMinutes(1), Duration.ofHours(1));

    private static final Duration SLOW = Duration.ofMillis(20);

    private final AtomicInteger held = new AtomicInteger();
    private final DisposableServer issuer = HttpServer.create()
            .port(0)
            .route(routes -> routes.get("/held", (request, response) -> {
                        held.incrementAndGet();
                        return Mono.never();
                    })
                    .get("/", (request, response) -> response.send())
                    .get("/slow", (request, response) -> Mono.delay(SLOW).then(response.send()))
                    .get("/trouble", (request, response) -> response.status(503).sendString(Mono.just("its page"))))
            .bindNow();
    private final WebClient http = new IssuerConfiguration().issuerHttp(SETTINGS, new OAuth2ClientProperties());
    private final WebClient forAnybody =
            new IssuerConfiguration().issuerHttpForAnybody(SETTINGS, new OAuth2ClientProperties());

    @AfterEach
    void stop() {
        issuer.disposeNow();
    }

    @Test
    void areLeftForSessionsWhenAnybodyHasTakenAllThatAnybodyMay() {
        var flood = Flux.range(0, 50).flatMap(i -> ask(forAnybody, "/held"), 50).subscribe(done -> {}, cut -> {});
        Awaitility.await().until(() -> held.get() == 50);

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> ask(forAnybody, "/").block(Duration.ofMillis(300)))
                .withCauseInstanceOf(TimeoutException.class);
        assertThat(ask(http, "/").block(Duration.ofSeconds(5))).isEqualTo(200);

        flood.dispose();
    }

    @Test
    void areWaitedForWhenAThousandPeopleLogInAtOnce() {
        var answers = Flux.range(0, 1_000).flatMap(i -> ask(forAnybody, "/slow"), 1_000);

        assertThat(answers.collectList().block(Duration.ofSeconds(9)))
                .hasSize(1_000)
                .containsOnly(200);
    }

    @Test
    void areNotWaitedForByMoreThanMemoryBears() {
        var flood = Flux.range(0, 1_050)
                .flatMap(i -> ask(forAnybody, "/held"), 1_050)
                .subscribe(done -> {}, cut -> {});
        Awaitility.await().until(() -> held.get() == 50);

        assertThatExceptionOfType(WebClientRequestException.class)
                .isThrownBy(() -> ask(forAnybody, "/").block(Duration.ofSeconds(1)))
                .withMessageContaining("1000");

        flood.dispose();
    }

    @Test
    void bringNothingOfAPageThatSaysThatTheIssuerIsInTrouble() {
        assertThatExceptionOfType(IssuerUnavailable.class)
                .isThrownBy(() -> ask(http, "/trouble").block(Duration.ofSeconds(5)))
                .withMessageContaining("503")
                .havingCause()
                .isInstanceOf(IllegalStateException.class);
    }

    private Mono<Integer> ask(WebClient client, String path) {
        return client.get()
                .uri("http://localhost:" + issuer.port() + path)
                .exchangeToMono(response ->
                        response.releaseBody().thenReturn(response.statusCode().value()));
    }
}
