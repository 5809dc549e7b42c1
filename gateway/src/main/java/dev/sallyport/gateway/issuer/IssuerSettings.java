package dev.sallyport.gateway.issuer;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the issuer is reached. Who it is stands in Spring's own {@code spring.security.oauth2.client.*}.
 *
 * @param backchannelUri stands for the issuer's URI in all that the gateway itself asks of it, if the gateway reaches it
 *     at another address than browsers do; tokens still name the issuer as ever
 * @param connectTimeout how long to wait for a connection
 * @param responseTimeout how long to wait for an answer; a refresh or a login in the middle of it fails with 503
 */
@ConfigurationProperties("sallyport.issuer")
record IssuerSettings(
        @Nullable URI backchannelUri,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("10s") Duration responseTimeout) {}
