package dev.sallyport.gateway.issuer;

import io.netty.channel.ChannelOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OAuth2ClientProperties.class)
class IssuerConfiguration {

    private static final int CONNECTIONS = 500;
    private static final int CONNECTIONS_FOR_ANYBODY = 50;

    /** A thousand people may log in at once; a flood finds the queue full before it fills the memory. */
    private static final int WAITING_FOR_EACH_CONNECTION = 20;

    /** Less than whatever stands in between keeps a connection that nobody uses. */
    private static final Duration MAX_IDLE_TIME = Duration.ofSeconds(15);

    /** For what is asked of the issuer for people with sessions, and for the gateway itself. */
    @Bean
    WebClient issuerHttp(IssuerSettings settings, OAuth2ClientProperties properties) {
        return client(CONNECTIONS, settings, properties);
    }

    /** For what anybody can make the gateway ask of it, so that a flood of that takes nobody else's connections. */
    @Bean
    WebClient issuerHttpForAnybody(IssuerSettings settings, OAuth2ClientProperties properties) {
        return client(CONNECTIONS_FOR_ANYBODY, settings, properties);
    }

    /** It follows no redirects. */
    private static WebClient client(int connections, IssuerSettings settings, OAuth2ClientProperties properties) {
        var pool = ConnectionProvider.builder("issuer-" + connections)
                .maxConnections(connections)
                .maxIdleTime(MAX_IDLE_TIME)
                .evictInBackground(MAX_IDLE_TIME)
                .pendingAcquireMaxCount(connections * WAITING_FOR_EACH_CONNECTION)
                .pendingAcquireTimeout(settings.responseTimeout())
                .build();
        var http = HttpClient.create(pool)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        settings.connectTimeout().toMillis())
                .responseTimeout(settings.responseTimeout());
        return WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(http))
                .filters(filters -> filters.addAll(backChannels(settings, properties)))
                .filter(ExchangeFilterFunction.ofResponseProcessor(IssuerConfiguration::requireDecision))
                .build();
    }

    /** For {@code @Scheduled}, which takes text alone. */
    @Bean
    String issuerReadAgain(IssuerSettings settings) {
        return settings.readAgain().toString();
    }

    /** An issuer in trouble may say no in the words of a refusal; its status tells that it decided nothing. */
    private static Mono<ClientResponse> requireDecision(ClientResponse response) {
        var undecided = response.statusCode().is5xxServerError()
                || response.statusCode().value() == 429;
        return undecided
                ? response.releaseBody()
                        .then(Mono.error(() -> IssuerUnavailable.malformed(
                                "The issuer is in trouble",
                                response.statusCode() + " from "
                                        + response.request().getURI())))
                : Mono.just(response);
    }

    private static List<BackChannel> backChannels(IssuerSettings settings, OAuth2ClientProperties properties) {
        var inner = settings.backchannelUri();
        return inner == null
                ? List.of()
                : properties.getProvider().values().stream()
                        .map(OAuth2ClientProperties.Provider::getIssuerUri)
                        .filter(Objects::nonNull)
                        .map(issuer -> new BackChannel(issuer, inner.toString()))
                        .toList();
    }
}
