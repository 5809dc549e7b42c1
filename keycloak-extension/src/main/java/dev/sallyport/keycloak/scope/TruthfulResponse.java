package dev.sallyport.keycloak.scope;

import org.keycloak.representations.AccessTokenResponse;

/**
 * A token response whose scope is the token's. Keycloak sets a response's scope to what was asked for after every mapper
 * has run (https://github.com/keycloak/keycloak/issues/36185), so this one does not let itself be set again.
 */
final class TruthfulResponse extends AccessTokenResponse {

    TruthfulResponse(AccessTokenResponse response, Scopes scopes) {
        token = response.getToken();
        expiresIn = response.getExpiresIn();
        refreshExpiresIn = response.getRefreshExpiresIn();
        refreshToken = response.getRefreshToken();
        tokenType = response.getTokenType();
        idToken = response.getIdToken();
        notBeforePolicy = response.getNotBeforePolicy();
        sessionState = response.getSessionState();
        otherClaims = response.getOtherClaims();
        authorizationDetails = response.getAuthorizationDetails();
        scope = scopes.toString();
    }

    /** Has no effect: the scope is the token's. */
    @Override
    public void setScope(String asked) {}
}
