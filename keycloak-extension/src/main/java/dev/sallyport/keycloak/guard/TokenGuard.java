package dev.sallyport.keycloak.guard;

import dev.sallyport.keycloak.scope.Decision;
import dev.sallyport.keycloak.scope.ProtocolScopes;
import dev.sallyport.keycloak.scope.RealmRules;
import dev.sallyport.keycloak.scope.ReportedScope;
import dev.sallyport.keycloak.scope.Scopes;
import dev.sallyport.keycloak.scope.SubjectToken;
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

    private final KeycloakSession keycloak;
    private final ClientsWithoutMapper clientsWithoutMapper;

    TokenGuard(KeycloakSession keycloak, ClientsWithoutMapper clientsWithoutMapper) {
        this.keycloak = keycloak;
        this.clientsWithoutMapper = clientsWithoutMapper;
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
        var asked = Scopes.of(token.getScope());
        refuseUndecided(decision, asked, token, realm);
        writeRefreshToken(issuance, decision);
        if (decision.isEmpty()) {
            return;
        }
        var scopes = asked.without(decision::refuses);
        token.setScope(scopes.toString());
        ReportedScope.set(scopes, issuance.clientSessionCtx());
        decision.count(realm.getName());
    }

    /** Most tokens have no scope left that nobody decided about: then the realm's rules are not looked up. */
    private void refuseUndecided(Decision decision, Scopes asked, AccessToken token, RealmModel realm) {
        var undecided = asked.names().stream()
                .filter(scope -> !decision.covers(scope) && !ProtocolScopes.contain(scope))
                .toList();
        if (undecided.isEmpty()) {
            return;
        }
        var rules = RealmRules.of(realm);
        var refused = undecided.stream().filter(rules::decideAbout).toList();
        refused.forEach(decision::refuseUndecided);
        if (!refused.isEmpty()) {
            clientsWithoutMapper.report(realm.getName(), token.getIssuedFor());
        }
    }

    /** A refresh keeps the scope of the refresh token that it spends. */
    private static void writeRefreshToken(TokenPostProcessorContext issuance, Decision decision) {
        var refreshToken = issuance.refreshToken();
        if (refreshToken != null && issuance.requestRefreshToken() == null) {
            var asked = decision.forRefreshToken(Scopes.of(refreshToken.getScope()));
            refreshToken.setScope(SubjectToken.withoutMarkers(asked, issuance.clientSessionCtx())
                    .toString());
        }
    }
}
