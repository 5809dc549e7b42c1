package dev.sallyport.gateway.issuer;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;

/**
 * An OpenID Provider as its metadata tells (OpenID Connect Discovery 1.0 section 3), and us as its client.
 *
 * @param issuer its name, {@code iss} in what it signs
 * @param endSession where a person is logged out (RP-Initiated Logout 1.0), if the provider has it
 * @param revocation where a refresh token is revoked (RFC 7009), if the provider has it
 * @param pushedAuthorization where an authorization request is handed over before the browser goes there (RFC 9126), if
 *     the provider has it
 * @param introspection where the provider tells what a token is good for (RFC 7662), if it has it
 * @param namesItself whether its authorization responses carry {@code iss} (RFC 9207 section 3)
 */
public record Provider(
        String issuer,
        ClientRegistration client,
        @Nullable URI endSession,
        @Nullable URI revocation,
        @Nullable URI pushedAuthorization,
        @Nullable URI introspection,
        boolean namesItself) {

    private static final Set<String> HTTP = Set.of("http", "https");

    static Provider of(String issuer, ClientRegistration client, Map<String, Object> metadata) {
        return new Provider(
                issuer,
                client,
                endpoint(metadata.get("end_session_endpoint")).orElse(null),
                endpoint(metadata.get("revocation_endpoint")).orElse(null),
                endpoint(metadata.get("pushed_authorization_request_endpoint")).orElse(null),
                endpoint(metadata.get("introspection_endpoint")).orElse(null),
                Boolean.TRUE.equals(metadata.get("authorization_response_iss_parameter_supported")));
    }

    /** Where the metadata names an endpoint, which must be one of HTTP; empty if it names none. */
    static Optional<URI> endpoint(@Nullable Object value) {
        if (!(value instanceof String text) || text.isBlank()) {
            return Optional.empty();
        }
        var address = URI.create(text);
        var scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (address.getRawAuthority() == null || !HTTP.contains(scheme)) {
            throw new IllegalArgumentException("no endpoint that can be asked, " + text);
        }
        return Optional.of(address);
    }
}
