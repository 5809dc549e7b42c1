package dev.sallyport.keycloak.scope;

import java.util.Map;
import org.keycloak.OAuth2Constants;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;

/** Tells Keycloak's event log of a token that is too large to be given; Keycloak itself would not. */
final class OversizeEvent {

    private static final Map<String, EventType> TYPES = Map.of(
            OAuth2Constants.AUTHORIZATION_CODE,
            EventType.CODE_TO_TOKEN_ERROR,
            OAuth2Constants.REFRESH_TOKEN,
            EventType.REFRESH_TOKEN_ERROR,
            OAuth2Constants.CLIENT_CREDENTIALS,
            EventType.CLIENT_LOGIN_ERROR,
            OAuth2Constants.TOKEN_EXCHANGE_GRANT_TYPE,
            EventType.TOKEN_EXCHANGE_ERROR,
            OAuth2Constants.DEVICE_CODE_GRANT_TYPE,
            EventType.OAUTH2_DEVICE_CODE_TO_TOKEN_ERROR,
            OAuth2Constants.JWT_AUTHORIZATION_GRANT,
            EventType.JWT_AUTHORIZATION_GRANT_ERROR);

    private OversizeEvent() {}

    static void report(
            KeycloakSession keycloak, UserSessionModel userSession, ClientSessionContext context, int bytes) {
        var grantType = context.getAttribute(Constants.GRANT_TYPE, String.class);
        new EventBuilder(userSession.getRealm(), keycloak, keycloak.getContext().getConnection())
                .event(grantType == null ? EventType.LOGIN_ERROR : TYPES.getOrDefault(grantType, EventType.LOGIN_ERROR))
                .client(context.getClientSession().getClient())
                .user(userSession.getUser())
                .session(userSession)
                .detail("token_bytes", String.valueOf(bytes))
                .error("token_too_large");
    }
}
