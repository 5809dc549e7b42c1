package dev.sallyport.keycloak.facts;

import static java.util.Objects.requireNonNullElse;

import dev.sallyport.keycloak.rule.Facts;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.encode.TokenContextEncoderProvider;
import org.keycloak.representations.IDToken;
import org.keycloak.representations.RefreshToken;

/**
 * A request at the token endpoint. At introspection and userinfo there is no such request any more: then this is what
 * the token still tells of the one that it came from.
 */
record RequestFacts(IDToken token, KeycloakSession keycloak, ClientSessionContext context) implements Facts.Request {

    /** Without the client's default scopes, which come unasked. */
    @Override
    public List<String> scopes() {
        var unasked =
                context.getClientSession().getClient().getClientScopes(true).keySet();
        return Arrays.stream(context.getScopeString(true).split(" "))
                .filter(scope -> !scope.isEmpty() && !unasked.contains(scope))
                .sorted()
                .toList();
    }

    @Override
    public String grantType() {
        var grantType = context.getAttribute(Constants.GRANT_TYPE, String.class);
        return grantType != null ? grantType : grantTypeInTokenId();
    }

    @Override
    public List<String> audience() {
        var requested = context.getAttribute(Constants.REQUESTED_AUDIENCE_CLIENTS, ClientModel[].class);
        if (requested != null) {
            return Arrays.stream(requested).map(ClientModel::getClientId).toList();
        }
        var grantType = context.getAttribute(Constants.GRANT_TYPE, String.class);
        if (grantType == null) {
            return List.of(requireNonNullElse(token.getAudience(), new String[0]));
        }
        return grantType.equals(OAuth2Constants.REFRESH_TOKEN) ? audienceOfRefreshToken() : List.of();
    }

    /** What an exchange asked for stays with its refresh token; Keycloak, which verified it, looks there after the mappers. */
    private List<String> audienceOfRefreshToken() {
        var parameters = keycloak.getContext().getHttpRequest().getDecodedFormParameters();
        var refreshToken = parameters.getFirst(OAuth2Constants.REFRESH_TOKEN);
        var decoded = refreshToken == null ? null : keycloak.tokens().decode(refreshToken, RefreshToken.class);
        var requested = decoded == null ? null : decoded.getOtherClaims().get(Constants.REQUESTED_AUDIENCE);
        return requested instanceof Collection<?> clients
                ? clients.stream().map(String::valueOf).toList()
                : List.of();
    }

    private String grantTypeInTokenId() {
        if (token.getId() == null) {
            return "";
        }
        return keycloak.getProvider(TokenContextEncoderProvider.class)
                .getTokenContextFromTokenId(token.getId())
                .getGrantType();
    }
}
