package dev.sallyport.keycloak.scope;

import java.util.Optional;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.AccessToken;

/** The token that is given in exchange for another (RFC 8693 section 2.1): the new one has no domain scope more. */
final class SubjectToken {

    private SubjectToken() {}

    /**
     * Its scopes; none, where it is not a token of this realm; empty, where this is no token exchange. Keycloak has
     * verified the token before.
     */
    static Optional<Scopes> scopes(KeycloakSession keycloak, ClientSessionContext context) {
        var grantType = context.getAttribute(Constants.GRANT_TYPE, String.class);
        if (!OAuth2Constants.TOKEN_EXCHANGE_GRANT_TYPE.equals(grantType)) {
            return Optional.empty();
        }
        var parameters = keycloak.getContext().getHttpRequest().getDecodedFormParameters();
        var token = parameters.getFirst(OAuth2Constants.SUBJECT_TOKEN);
        return Optional.of(token == null ? Scopes.of(null) : scopesOf(token, keycloak));
    }

    private static Scopes scopesOf(String token, KeycloakSession keycloak) {
        var decoded = keycloak.tokens().decode(token, AccessToken.class);
        return Scopes.of(decoded == null ? null : decoded.getScope());
    }
}
