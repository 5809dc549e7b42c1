package dev.sallyport.invoices;

import java.util.List;
import java.util.Objects;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.JwkSetUriJwtDecoderBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;

/**
 * What a token must be beyond its signature, issuer and audience, which Spring checks by its own properties.
 *
 * <p>This is RFC 9068 without its {@code client_id}, which Keycloak calls {@code azp}.
 */
@Configuration(proxyBeanMethods = false)
class AcceptedTokens {

    /** An ID token is signed with the same keys; only the type tells it from an access token. */
    @Bean
    JwtTypeValidator accessTokensOnly() {
        return new JwtTypeValidator("at+jwt", "application/at+jwt");
    }

    /** Spring takes a token that never expires, unless told otherwise. */
    @Bean
    JwtTimestampValidator withAnEnd() {
        var timestamps = new JwtTimestampValidator();
        timestamps.setAllowEmptyExpiryClaim(false);
        return timestamps;
    }

    /** Every approval has the name of somebody. */
    @Bean
    JwtClaimValidator<String> withASubject() {
        return new JwtClaimValidator<>(JwtClaimNames.SUB, Objects::nonNull);
    }

    /** Named here, so that neither a token nor the issuer's keys can bring in another. */
    @Bean
    JwkSetUriJwtDecoderBuilderCustomizer asymmetricAlgorithmsOnly() {
        return decoder -> decoder.jwsAlgorithms(
                algorithms -> algorithms.addAll(List.of(SignatureAlgorithm.RS256, SignatureAlgorithm.ES256)));
    }
}
