package dev.sallyport.gateway.issuer;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the issuer is reached. Who it is stands in Spring's own {@code spring.security.oauth2.client.*}.
 *
 * @param discoveryUri where the issuer's metadata is read, if the gateway reaches the issuer at another address than
 *     browsers do; by default {@code <issuer-uri>/.well-known/openid-configuration}
 * @param connectTimeout how long to wait for a connection
 * @param responseTimeout how long to wait for an answer; a refresh or a login in the middle of it fails with 503
 */
@ConfigurationProperties("sallyport.issuer")
record IssuerSettings(
        @Nullable URI discoveryUri,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("10s") Duration responseTimeout) {}
