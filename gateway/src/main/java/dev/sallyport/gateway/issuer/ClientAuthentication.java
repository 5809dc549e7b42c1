package dev.sallyport.gateway.issuer;

import dev.sallyport.gateway.settings.WrongSetting;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.core.convert.converter.Converter;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.client.endpoint.AbstractOAuth2AuthorizationGrantRequest;
import org.springframework.security.oauth2.client.endpoint.NimbusJwtClientAuthenticationParametersConverter;
import org.springframework.security.oauth2.client.endpoint.OAuth2ClientCredentialsGrantRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * Shows the issuer who we are, everywhere in the same way: by a secret (RFC 6749 section 2.3.1), or by a JWT signed with a
 * key that never leaves us (RFC 7523 section 2.2).
 */
@Component
final class ClientAuthentication {

    private static final Set<String> METHODS =
            Set.of("client_secret_basic", "client_secret_post", "private_key_jwt", "none");

    private final ClientKey key;
    private final NimbusJwtClientAuthenticationParametersConverter<OAuth2ClientCredentialsGrantRequest> assertion;

    ClientAuthentication(ClientKey key, OAuth2ClientProperties properties) {
        this.key = key;
        this.assertion = converter();
        properties.getRegistration().forEach(this::check);
    }

    /** What a token request needs beside what Spring's own clients add. */
    <T extends AbstractOAuth2AuthorizationGrantRequest> Converter<T, MultiValueMap<String, String>> assertion() {
        var converter = this.<T>converter();
        return grant -> Objects.requireNonNullElseGet(converter.convert(grant), LinkedMultiValueMap::new);
    }

    /** Adds to any other request what the issuer knows the client by. */
    void addTo(HttpHeaders headers, MultiValueMap<String, String> form, ClientRegistration client) {
        var secret = Objects.requireNonNullElse(client.getClientSecret(), "");
        switch (client.getClientAuthenticationMethod().getValue()) {
            case "client_secret_basic" -> headers.setBasicAuth(encoded(client.getClientId()), encoded(secret));
            case "client_secret_post" -> {
                form.set("client_id", client.getClientId());
                form.set("client_secret", secret);
            }
            case "private_key_jwt" -> form.addAll(Objects.requireNonNull(assertion.convert(ofItsOwn(client))));
            default -> form.set("client_id", client.getClientId());
        }
    }

    /** The JWT is for the issuer and nobody else, whichever of its endpoints gets it (RFC 9126 section 2). */
    private <T extends AbstractOAuth2AuthorizationGrantRequest>
            NimbusJwtClientAuthenticationParametersConverter<T> converter() {
        var converter = new NimbusJwtClientAuthenticationParametersConverter<T>(client -> key.jwk());
        converter.setJwtClientAssertionCustomizer(
                assertion -> assertion.getClaims().audience(List.of(issuer(assertion.getAuthorizationGrantRequest()))));
        return converter;
    }

    private static String issuer(AbstractOAuth2AuthorizationGrantRequest grant) {
        return Objects.requireNonNull(
                grant.getClientRegistration().getProviderDetails().getIssuerUri());
    }

    private void check(String registration, OAuth2ClientProperties.Registration settings) {
        var property = "spring.security.oauth2.client.registration." + registration + ".client-authentication-method";
        var method = Objects.requireNonNullElse(settings.getClientAuthenticationMethod(), "client_secret_basic");
        if (!METHODS.contains(method)) {
            throw WrongSetting.of(
                    property, method, "Give it client_secret_basic, client_secret_post or private_key_jwt.");
        }
        var byKey = method.equals(ClientAuthenticationMethod.PRIVATE_KEY_JWT.getValue());
        if (byKey && !key.isSet()) {
            throw new WrongSetting(
                    property + " is private_key_jwt, and there is no key.",
                    "Set sallyport.issuer.client-key to the name of an SSL bundle that has it.");
        }
        if (!byKey && key.isSet()) {
            throw new WrongSetting(
                    "sallyport.issuer.client-key is set and not used.",
                    "Set " + property + " to private_key_jwt, or take the key out.");
        }
    }

    private static OAuth2ClientCredentialsGrantRequest ofItsOwn(ClientRegistration client) {
        return new OAuth2ClientCredentialsGrantRequest(ClientRegistration.withClientRegistration(client)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .build());
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
