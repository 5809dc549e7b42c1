package dev.sallyport.keycloak.guard;

import dev.sallyport.keycloak.scope.Decision;
import dev.sallyport.keycloak.scope.ProtocolScopes;
import dev.sallyport.keycloak.scope.RealmRules;
import dev.sallyport.keycloak.scope.Scopes;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.AccessTokenIntrospectionProvider;
import org.keycloak.representations.AccessToken;

/**
 * Keycloak's introspection of access tokens, without the domain scopes that nobody decides about any more: where a client
 * has lost the mapper, nothing is left of those that its tokens had.
 */
final class GuardedIntrospection extends AccessTokenIntrospectionProvider<AccessToken> {

    GuardedIntrospection(KeycloakSession keycloak) {
        super(keycloak);
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
