package dev.sallyport.keycloak.scope;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.representations.AccessToken;

/** The token that is given in exchange for another (RFC 8693 section 2.1): the new one has no scope more. */
public final class SubjectToken {

    private SubjectToken() {}

    /**
     * What is left of what is asked for in exchange for a token. A marker, which no token says, stays for what it brings by
     * itself, such as an audience; of its domain, what the token has. In a realm without rules, all is Keycloak's alone.
     */
    public static String narrowed(
            String asked, AccessToken subjectToken, KeycloakSession keycloak, ClientModel client, UserModel user) {
        var rules = RealmRules.of(client.getRealm());
        if (rules.isEmpty()) {
            return asked;
        }
        var held = Scopes.of(subjectToken.getScope());
        var optional = new AssignedScopes(keycloak, client, user);
        var request = new ScopeRequest(Scopes.of(asked).names(), optional, Optional.of(held));
        var markers = Scopes.of(asked).without(name -> !rules.reachThrough(name) || !optional.containHidden(name));
        return held.without(scope -> !request.asksFor(scope))
                .with(markers.names())
                .toString();
    }

    /** What a refresh token of an exchange should carry: no marker, because it could bring more at a later refresh. */
    public static Scopes withoutMarkers(Scopes scopes, ClientSessionContext context) {
        if (!isGivenIn(context)) {
            return scopes;
        }
        var rules = RealmRules.of(context.getClientSession().getRealm());
        return scopes.without(rules::reachThrough);
    }

    /**
     * Its scopes; none, where it is not a token of this realm; empty, where this is no token exchange. Keycloak has
     * verified the token before.
     */
    static Optional<Scopes> scopes(KeycloakSession keycloak, ClientSessionContext context) {
        if (!isGivenIn(context)) {
            return Optional.empty();
        }
        var token = parameter(OAuth2Constants.SUBJECT_TOKEN, keycloak);
        var decoded = token == null ? null : keycloak.tokens().decode(token, AccessToken.class);
        return Optional.of(Scopes.of(decoded == null ? null : decoded.getScope()));
    }

    /** What the exchange asks for by name, and this token lacks. */
    static Scopes askedBeyond(Scopes held, KeycloakSession keycloak) {
        return Scopes.of(parameter(OAuth2Constants.SCOPE, keycloak)).without(held::contains);
    }

    private static boolean isGivenIn(ClientSessionContext context) {
        var grantType = context.getAttribute(Constants.GRANT_TYPE, String.class);
        return OAuth2Constants.TOKEN_EXCHANGE_GRANT_TYPE.equals(grantType);
    }

    private static @Nullable String parameter(String name, KeycloakSession keycloak) {
        return keycloak.getContext().getHttpRequest().getDecodedFormParameters().getFirst(name);
    }
}
