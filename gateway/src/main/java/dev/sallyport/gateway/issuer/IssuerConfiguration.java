package dev.sallyport.gateway.issuer;

import io.netty.channel.ChannelOption;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.http.client.HttpClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OAuth2ClientProperties.class)
class IssuerConfiguration {

    /** The one client for everything that is asked of the issuer; it follows no redirects. */
    @Bean
    WebClient issuerHttp(IssuerSettings settings, OAuth2ClientProperties properties) {
        var http = HttpClient.create()
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        settings.connectTimeout().toMillis())
                .responseTimeout(settings.responseTimeout());
        return WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(http))
                .filters(filters -> filters.addAll(backChannels(settings, properties)))
                .build();
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
