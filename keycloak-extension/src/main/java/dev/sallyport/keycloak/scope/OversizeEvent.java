package dev.sallyport.keycloak.scope;

import org.keycloak.OAuth2Constants;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;

/** Tells Keycloak's event log of a token that is too large to be given; Keycloak itself would not. */
final class OversizeEvent {

    private OversizeEvent() {}

    static void report(
            KeycloakSession keycloak, UserSessionModel userSession, ClientSessionContext context, int bytes) {
        new EventBuilder(userSession.getRealm(), keycloak, keycloak.getContext().getConnection())
                .event(type(keycloak))
                .client(context.getClientSession().getClient())
                .user(userSession.getUser())
                .session(userSession)
                .detail("token_bytes", String.valueOf(bytes))
                .error("token_too_large");
    }

    /** As Keycloak's own events of the same request: of its grant, or of a login that gives tokens without one. */
    private static EventType type(KeycloakSession keycloak) {
        var parameters = keycloak.getContext().getHttpRequest().getDecodedFormParameters();
        var grantType = parameters == null ? null : parameters.getFirst(OAuth2Constants.GRANT_TYPE);
        var grant = grantType == null ? null : keycloak.getProvider(OAuth2GrantType.class, grantType);
        return grant == null ? EventType.LOGIN : grant.getEventType();
    }
}
