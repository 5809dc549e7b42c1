package dev.sallyport.gateway.login;

import dev.sallyport.gateway.answer.ReturnPath;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;

/**
 * A login that a browser has begun and not yet come back from.
 *
 * @param state ties the issuer's answer to it (RFC 6749 section 10.12)
 * @param nonce ties the ID token to it (OpenID Connect Core 1.0 section 3.1.2.1)
 * @param codeVerifier ties the code to it (RFC 7636)
 * @param redirectUri where the issuer sends the browser back to
 * @param returnPath where the person goes then
 * @param formerSession the id of the session that the browser had when the login began, if any
 */
record PendingLogin(
        String state,
        String nonce,
        String codeVerifier,
        String redirectUri,
        ReturnPath returnPath,
        @Nullable String formerSession,
        Instant begun) {

    static PendingLogin of(
            OAuth2AuthorizationRequest request, ReturnPath returnPath, @Nullable String formerSession, Instant now) {
        return new PendingLogin(
                Objects.requireNonNull(request.getState()),
                Objects.requireNonNull(request.getAttribute(OidcParameterNames.NONCE)),
                Objects.requireNonNull(request.getAttribute(PkceParameterNames.CODE_VERIFIER)),
                Objects.requireNonNull(request.getRedirectUri()),
                returnPath,
                formerSession,
                now);
    }

    /** The authorization request again, as far as the answer to it is checked against it. */
    OAuth2AuthorizationRequest request(ClientRegistration client) {
        return OAuth2AuthorizationRequest.authorizationCode()
                .clientId(client.getClientId())
                .authorizationUri(String.valueOf(client.getProviderDetails().getAuthorizationUri()))
                .redirectUri(redirectUri)
                .scopes(client.getScopes())
                .state(state)
                .attributes(all -> all.putAll(
                        Map.of(OidcParameterNames.NONCE, nonce, PkceParameterNames.CODE_VERIFIER, codeVerifier)))
                .build();
    }

    @Override
    public String toString() {
        return "PendingLogin[returnPath=" + returnPath + "]";
    }
}
