package dev.sallyport.keycloak.guard;

import dev.sallyport.keycloak.scope.SubjectToken;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.tokenexchange.StandardTokenExchangeProvider;
import org.keycloak.representations.AccessToken;

/**
 * Keycloak's standard token exchange, which would give any scope that the client may ask for, without those that the token
 * given in exchange lacks: they are left out before any mapper runs, so that their claims and audiences are too.
 */
final class GuardedExchange extends StandardTokenExchangeProvider {

    @Override
    protected Response exchangeClientToOIDCClient(
            UserModel user,
            UserSessionModel userSession,
            String type,
            List<ClientModel> audience,
            @Nullable String scope,
            AccessToken subjectToken) {
        var narrowed = scope == null ? null : SubjectToken.narrowed(scope, subjectToken, session, client, user);
        return super.exchangeClientToOIDCClient(user, userSession, type, audience, narrowed, subjectToken);
    }
}
