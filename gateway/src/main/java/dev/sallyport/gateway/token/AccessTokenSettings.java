package dev.sallyport.gateway.token;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which access tokens are accepted.
 *
 * @param types the typ headers an access token may have. The default keeps an ID token, which has JWT,
 *     from being taken for an access token (RFC 9068 section 4); add JWT only for an issuer that gives no other
 */
@ConfigurationProperties("sallyport.access-token")
record AccessTokenSettings(
        @DefaultValue({"at+jwt", "application/at+jwt"}) Set<String> types) {}
