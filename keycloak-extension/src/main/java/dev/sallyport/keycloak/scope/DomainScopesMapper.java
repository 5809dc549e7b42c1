package dev.sallyport.keycloak.scope;

import static java.util.stream.Collectors.toSet;

import dev.sallyport.keycloak.about.ServerInfo;
import dev.sallyport.keycloak.facts.RuleTime;
import dev.sallyport.keycloak.facts.TokenFacts;
import dev.sallyport.keycloak.profile.AttributeGuard;
import dev.sallyport.keycloak.refusal.RefusedToken;
import dev.sallyport.keycloak.table.Checked;
import dev.sallyport.keycloak.table.RefusedTable;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Map;
import org.keycloak.Config;
import org.keycloak.OAuthErrorException;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperContainerModel;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.ProtocolMapperConfigException;
import org.keycloak.protocol.oidc.mappers.AbstractOIDCProtocolMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAccessTokenMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAccessTokenResponseMapper;
import org.keycloak.protocol.oidc.mappers.TokenIntrospectionTokenMapper;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ServerInfoAwareProviderFactory;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.AccessTokenResponse;

/**
 * Grants domain scopes by rules. Has no switch for kinds of tokens: what a rule refuses is in none of them, lightweight
 * tokens included.
 */
public final class DomainScopesMapper extends AbstractOIDCProtocolMapper
        implements OIDCAccessTokenMapper,
                OIDCAccessTokenResponseMapper,
                TokenIntrospectionTokenMapper,
                Checked,
                ServerInfoAwareProviderFactory {

    /** Kept in Keycloak's database: never changes. */
    static final String ID = "sallyport-domain-scopes";

    static final String RULES = "rules";

    private TokenBudget budget = TokenBudget.DEFAULT;

    @Override
    public void init(Config.Scope options) {
        budget = TokenBudget.of(options);
    }

    @Override
    public AccessToken transformAccessToken(
            AccessToken token,
            ProtocolMapperModel mapper,
            KeycloakSession keycloak,
            UserSessionModel userSession,
            ClientSessionContext context) {
        var decision = Decision.about(token, keycloak);
        decide(decision, token, mapper, keycloak, userSession, context);
        token.setScope(decision.appliedTo(Scopes.of(token.getScope())).toString());
        return token;
    }

    @Override
    public AccessTokenResponse transformAccessTokenResponse(
            AccessTokenResponse response,
            ProtocolMapperModel mapper,
            KeycloakSession keycloak,
            UserSessionModel userSession,
            ClientSessionContext context) {
        var client = context.getClientSession().getClient().getClientId();
        var realm = userSession.getRealm().getName();
        budget.objection(response.getToken(), realm, client).ifPresent(reason -> {
            OversizeEvent.report(
                    keycloak, userSession, context, response.getToken().length());
            throw RefusedToken.because(reason, OAuthErrorException.INVALID_REQUEST, Status.BAD_REQUEST, keycloak);
        });
        return ReportedScope.of(context)
                .<AccessTokenResponse>map(scopes -> new TruthfulResponse(response, scopes))
                .orElse(response);
    }

    /** Decides anew, so that a scope is gone as soon as its rule is false; never adds one. */
    @Override
    public AccessToken transformIntrospectionToken(
            AccessToken token,
            ProtocolMapperModel mapper,
            KeycloakSession keycloak,
            UserSessionModel userSession,
            ClientSessionContext context) {
        var rules = GrantRules.of(mapper, userSession.getRealm(), keycloak);
        var decision = Decision.about(token, keycloak);
        decide(decision, token, mapper, keycloak, userSession, context);
        token.setScope(Scopes.of(token.getScope())
                .without(scope -> rules.decideAbout(scope) && !decision.grants(scope))
                .toString());
        return token;
    }

    private static void decide(
            Decision decision,
            AccessToken token,
            ProtocolMapperModel mapper,
            KeycloakSession keycloak,
            UserSessionModel userSession,
            ClientSessionContext context) {
        var realm = userSession.getRealm();
        RuleTime.measure(
                keycloak,
                realm,
                "domain-scopes",
                () -> decision.decide(
                        GrantRules.of(mapper, realm, keycloak),
                        ScopeRequest.of(keycloak, userSession, context),
                        TokenFacts.about(token, keycloak, userSession, context)));
    }

    @Override
    public void validateConfig(
            KeycloakSession keycloak, RealmModel realm, ProtocolMapperContainerModel owner, ProtocolMapperModel mapper)
            throws ProtocolMapperConfigException {
        RefusedTable.check(objections(mapper, realm, keycloak));
    }

    @Override
    public List<String> objections(ProtocolMapperModel mapper, RealmModel realm, KeycloakSession keycloak) {
        var clientScopes =
                realm.getClientScopesStream().map(ClientScopeModel::getName).collect(toSet());
        var guard = AttributeGuard.of(mapper, realm, keycloak);
        return RefusedTable.objections(mapper, RULES, table -> GrantTable.objections(table, clientScopes, guard));
    }

    /** After Keycloak's own mappers, so that none of them adds a scope to what was decided. */
    @Override
    public int getPriority() {
        return 1000;
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getDisplayType() {
        return "Sallyport: domain scopes";
    }

    @Override
    public String getDisplayCategory() {
        return TOKEN_MAPPER_CATEGORY;
    }

    @Override
    public String getHelpText() {
        return "Puts a domain scope into the token exactly when it was asked for and its rule is true.";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return List.of(
                new ProviderConfigProperty(
                        RULES,
                        "sallyport.domain-scopes.rules.label",
                        "sallyport.domain-scopes.rules.help",
                        ProviderConfigProperty.MAP_TYPE,
                        null),
                AttributeGuard.property());
    }

    @Override
    public Map<String, String> getOperationalInfo() {
        return ServerInfo.shown();
    }
}
