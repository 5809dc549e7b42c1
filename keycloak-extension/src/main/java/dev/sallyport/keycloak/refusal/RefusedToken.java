package dev.sallyport.keycloak.refusal;

import jakarta.ws.rs.core.Response.Status;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.CorsErrorResponseException;
import org.keycloak.services.cors.Cors;

/**
 * Ends a request for a token with an error that its client sees. Every grant lets an error of this kind through; the JWT
 * authorization grant makes {@code invalid_grant} of any other.
 */
public final class RefusedToken {

    private RefusedToken() {}

    /** What Keycloak has stored of the request is taken back, so that it can be made again, with the same refresh token. */
    public static CorsErrorResponseException because(
            String reason, String error, Status status, KeycloakSession keycloak) {
        keycloak.getTransactionManager().setRollbackOnly();
        return new CorsErrorResponseException(keycloak.getProvider(Cors.class), error, reason, status);
    }
}
