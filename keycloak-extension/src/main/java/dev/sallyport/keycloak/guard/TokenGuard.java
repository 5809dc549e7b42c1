package dev.sallyport.keycloak.guard;

import dev.sallyport.keycloak.scope.Decision;
import dev.sallyport.keycloak.scope.ProtocolScopes;
import dev.sallyport.keycloak.scope.RealmRules;
import dev.sallyport.keycloak.scope.ReportedScope;
import dev.sallyport.keycloak.scope.Scopes;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.token.TokenPostProcessor;
import org.keycloak.protocol.oidc.token.TokenPostProcessorContext;
import org.keycloak.representations.AccessToken;

/**
 * Lets no token out with a domain scope that its rule did not grant: not for a client that lacks the mapper, and not
 * where another mapper put the scope back. Runs for every grant, after all mappers.
 */
final class TokenGuard implements TokenPostProcessor {

    private static final Logger LOG = Logger.getLogger(TokenGuard.class);

    private final KeycloakSession keycloak;

    TokenGuard(KeycloakSession keycloak) {
        this.keycloak = keycloak;
    }

    @Override
    public void process(TokenPostProcessorContext issuance) {
        if (issuance.accessToken() != null) {
            guard(
                    issuance,
                    issuance.accessToken(),
                    issuance.clientSessionCtx().getClientSession().getRealm());
        }
    }

    private void guard(TokenPostProcessorContext issuance, AccessToken token, RealmModel realm) {
        var decision = Decision.about(token, keycloak);
        refuseUndecided(decision, token, realm);
        if (decision.isEmpty()) {
            return;
        }
        var scopes = Scopes.of(token.getScope()).without(decision::refuses);
        token.setScope(scopes.toString());
        ReportedScope.set(scopes, issuance.clientSessionCtx());
        writeRefreshToken(issuance, decision);
        decision.count(realm.getName());
    }

    private static void refuseUndecided(Decision decision, AccessToken token, RealmModel realm) {
        for (var scope : Scopes.of(token.getScope()).names()) {
            if (!decision.covers(scope) && !ProtocolScopes.contain(scope) && RealmRules.decideAbout(scope, realm)) {
                decision.refuseUndecided(scope);
                LOG.warnf(
                        "domain scope left out: realm=%s client=%s scope=%s reason=the client lacks the mapper",
                        realm.getName(), token.getIssuedFor(), scope);
            }
        }
    }

    /** A refresh keeps the scope of the refresh token that it spends. */
    private static void writeRefreshToken(TokenPostProcessorContext issuance, Decision decision) {
        var refreshToken = issuance.refreshToken();
        if (refreshToken != null && issuance.requestRefreshToken() == null) {
            refreshToken.setScope(
                    decision.forRefreshToken(Scopes.of(refreshToken.getScope())).toString());
        }
    }
}
