package dev.sallyport.gateway.token;

import dev.sallyport.gateway.settings.WrongSetting;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which access tokens are accepted.
 *
 * @param types the typ headers an access token may have. The default keeps an ID token, which has JWT,
 *     from being taken for an access token (RFC 9068 section 4); add JWT only for an issuer that gives no other
 * @param introspectEvery how long what the issuer said of an opaque token is believed (RFC 7662), so how long a revoked
 *     one may go on; unset, opaque tokens are refused
 */
@ConfigurationProperties("sallyport.access-token")
record AccessTokenSettings(
        @DefaultValue({"at+jwt", "application/at+jwt"}) Set<String> types,
        @Nullable Duration introspectEvery) {

    AccessTokenSettings {
        if (introspectEvery != null && !introspectEvery.isPositive()) {
            throw WrongSetting.of(
                    "sallyport.access-token.introspect-every",
                    introspectEvery,
                    "Give it more than nothing, such as 30s, or leave it out to refuse opaque tokens.");
        }
    }
}
