package dev.sallyport.keycloak.explain;

import dev.sallyport.keycloak.scope.Explanation;
import java.util.UUID;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.UserSessionModel.SessionPersistenceState;
import org.keycloak.services.util.DefaultClientSessionContext;

/** Someone who signs in at a client now, as far as rules can tell. Nothing of it is stored. */
record SignIn(KeycloakSession keycloak, UserSessionModel userSession, ClientSessionContext context) {

    static SignIn of(KeycloakSession keycloak, RealmModel realm, UserModel user, ClientModel client, String scope) {
        var sessions = keycloak.sessions();
        var userSession = sessions.createUserSession(
                UUID.randomUUID().toString(),
                realm,
                user,
                user.getUsername(),
                "127.0.0.1",
                "explain",
                false,
                null,
                null,
                SessionPersistenceState.TRANSIENT);
        var clientSession = sessions.createClientSession(realm, client, userSession);
        var context = DefaultClientSessionContext.fromClientSessionAndScopeParameter(clientSession, scope, keycloak);
        context.setAttribute(
                Constants.GRANT_TYPE,
                user.getServiceAccountClientLink() == null
                        ? OAuth2Constants.AUTHORIZATION_CODE
                        : OAuth2Constants.CLIENT_CREDENTIALS);
        return new SignIn(keycloak, userSession, context);
    }

    Explanation explanation() {
        return new Explanation(keycloak, userSession, context);
    }
}
