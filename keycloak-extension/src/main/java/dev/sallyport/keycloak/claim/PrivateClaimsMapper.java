package dev.sallyport.keycloak.claim;

import dev.sallyport.keycloak.about.ServerInfo;
import dev.sallyport.keycloak.facts.RuleTime;
import dev.sallyport.keycloak.facts.TokenFacts;
import dev.sallyport.keycloak.profile.AttributeGuard;
import dev.sallyport.keycloak.table.Checked;
import dev.sallyport.keycloak.table.RefusedTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperContainerModel;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.ProtocolMapperConfigException;
import org.keycloak.protocol.oidc.mappers.AbstractOIDCProtocolMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAccessTokenMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAttributeMapperHelper;
import org.keycloak.protocol.oidc.mappers.OIDCIDTokenMapper;
import org.keycloak.protocol.oidc.mappers.TokenIntrospectionTokenMapper;
import org.keycloak.protocol.oidc.mappers.UserInfoTokenMapper;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ServerInfoAwareProviderFactory;
import org.keycloak.representations.IDToken;

/** Adds claims with values that rules compute, to the kinds of tokens that its switches name. */
public final class PrivateClaimsMapper extends AbstractOIDCProtocolMapper
        implements OIDCAccessTokenMapper,
                OIDCIDTokenMapper,
                UserInfoTokenMapper,
                TokenIntrospectionTokenMapper,
                Checked,
                ServerInfoAwareProviderFactory {

    /** Kept in Keycloak's database: never changes. */
    static final String ID = "sallyport-private-claims";

    static final String CLAIMS = "claims";

    /** A claim whose name the realm does not allow is left out, however it came to be configured. */
    @Override
    protected void setClaim(
            IDToken token,
            ProtocolMapperModel mapper,
            UserSessionModel userSession,
            KeycloakSession keycloak,
            ClientSessionContext context) {
        var realm = userSession.getRealm();
        var facts = TokenFacts.about(token, keycloak, userSession, context);
        RuleTime.measure(
                keycloak,
                realm,
                "private-claims",
                () -> ClaimRules.of(mapper, realm, keycloak)
                        .forEach(claim -> claim.value(facts, keycloak)
                                .ifPresent(value -> token.getOtherClaims().put(claim.name(), value))));
    }

    @Override
    public void validateConfig(
            KeycloakSession keycloak, RealmModel realm, ProtocolMapperContainerModel owner, ProtocolMapperModel mapper)
            throws ProtocolMapperConfigException {
        RefusedTable.check(objections(mapper, realm, keycloak));
    }

    @Override
    public List<String> objections(ProtocolMapperModel mapper, RealmModel realm, KeycloakSession keycloak) {
        var names = ClaimNames.in(realm);
        var guard = AttributeGuard.of(mapper, realm, keycloak);
        return RefusedTable.objections(mapper, CLAIMS, table -> ClaimTable.objections(table, names, guard));
    }

    /** After Keycloak's own mappers. */
    @Override
    public int getPriority() {
        return 900;
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getDisplayType() {
        return "Sallyport: private claims";
    }

    @Override
    public String getDisplayCategory() {
        return TOKEN_MAPPER_CATEGORY;
    }

    @Override
    public String getHelpText() {
        return "Adds claims whose values are computed by rules, such as a user's tenant or limits.";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        var properties = new ArrayList<ProviderConfigProperty>();
        properties.add(new ProviderConfigProperty(
                CLAIMS,
                "sallyport.private-claims.claims.label",
                "sallyport.private-claims.claims.help",
                ProviderConfigProperty.MAP_TYPE,
                null));
        properties.add(AttributeGuard.property());
        OIDCAttributeMapperHelper.addIncludeInTokensConfig(properties, PrivateClaimsMapper.class);
        return properties;
    }

    @Override
    public Map<String, String> getOperationalInfo() {
        return ServerInfo.shown();
    }
}
