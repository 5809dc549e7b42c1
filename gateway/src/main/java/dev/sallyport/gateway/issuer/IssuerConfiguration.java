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

    private static final int MOST_CONNECTIONS = 500;

    /** Balancers forget a connection that is idle for longer, and tell nobody. */
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(15);

    /** The one client for everything that is asked of the issuer; it follows no redirects. */
    @Bean
    WebClient issuerHttp(IssuerSettings settings, OAuth2ClientProperties properties) {
        var connections = ConnectionProvider.builder("issuer")
                .maxConnections(MOST_CONNECTIONS)
                .maxIdleTime(LONGEST_IDLE)
                .pendingAcquireTimeout(settings.responseTimeout())
                .build();
        var http = HttpClient.create(connections)
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
                ? response.createException()
                        .flatMap(failure -> Mono.error(new IssuerUnavailable("The issuer is in trouble", failure)))
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
