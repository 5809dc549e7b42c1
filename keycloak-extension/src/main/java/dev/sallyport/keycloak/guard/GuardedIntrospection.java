package dev.sallyport.keycloak.guard;

import dev.sallyport.keycloak.scope.Decision;
import dev.sallyport.keycloak.scope.ProtocolScopes;
import dev.sallyport.keycloak.scope.RealmRules;
import dev.sallyport.keycloak.scope.Scopes;
import jakarta.ws.rs.core.Response;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.AccessTokenIntrospectionProvider;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.CorsErrorResponseException;
import org.keycloak.services.ErrorResponseException;

/**
 * Keycloak's introspection of access tokens, without the domain scopes that nobody decides about any more: where a client
 * has lost the mapper, nothing is left of those that its tokens had.
 */
final class GuardedIntrospection extends AccessTokenIntrospectionProvider<AccessToken> {

    GuardedIntrospection(KeycloakSession keycloak) {
        super(keycloak);
    }

    /** Says what a mapper refused, such as a claim that cannot be had now; Keycloak would call it a bad request. */
    @Override
    public Response introspect(String token, EventBuilder event) {
        try {
            return super.introspect(token, event);
        } catch (RuntimeException failed) {
            if (failed.getCause() instanceof CorsErrorResponseException refusal) {
                throw new ErrorResponseException(refusal.getResponse());
            }
            throw failed;
        }
    }

    @Override
    public AccessToken transformAccessToken(AccessToken token, UserSessionModel userSession) {
        var told = super.transformAccessToken(token, userSession);
        var decision = Decision.about(told, session);
        var undecided =
                Scopes.of(told.getScope()).without(scope -> decision.covers(scope) || ProtocolScopes.contain(scope));
        if (!undecided.names().isEmpty()) {
            var rules = RealmRules.of(realm);
            told.setScope(Scopes.of(told.getScope())
                    .without(scope -> undecided.contains(scope) && rules.decideAbout(scope))
                    .toString());
        }
        return told;
    }
}
