package dev.sallyport.gateway.issuer;

import dev.sallyport.gateway.settings.WrongSetting;
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
 * @param clientKey the SSL bundle (spring.ssl.bundle.*) that has our own key and its certificate, for
 *     client-authentication-method private_key_jwt: then the issuer need hold no secret of ours
 * @param connectTimeout how long to wait for a connection
 * @param responseTimeout how long to wait for an answer; a refresh or a login in the middle of it fails with 503
 * @param readAgain how often its metadata and its keys are read again; a key that it withdrew is trusted that much longer
 * @param longestOutage how long its keys are trusted while it cannot be reached
 */
@ConfigurationProperties("sallyport.issuer")
record IssuerSettings(
        @Nullable URI backchannelUri,
        @Nullable String clientKey,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("10s") Duration responseTimeout,
        @DefaultValue("1m") Duration readAgain,
        @DefaultValue("24h") Duration longestOutage) {

    IssuerSettings {
        positive("connect-timeout", connectTimeout);
        positive("response-timeout", responseTimeout);
        positive("read-again", readAgain);
        if (longestOutage.compareTo(readAgain) < 0) {
            throw WrongSetting.of("sallyport.issuer.longest-outage", longestOutage, "Give it no less than read-again.");
        }
        if (backchannelUri != null && backchannelUri.getHost() == null) {
            throw WrongSetting.of(
                    "sallyport.issuer.backchannel-uri", backchannelUri, "Give it an address with scheme and host.");
        }
    }

    private static void positive(String setting, Duration value) {
        if (!value.isPositive()) {
            throw WrongSetting.of("sallyport.issuer." + setting, value, "Give it more than nothing, such as 10s.");
        }
    }
}
