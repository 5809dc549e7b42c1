package dev.sallyport.keycloak.scope;

import java.util.List;
import org.keycloak.protocol.oidc.mappers.AbstractOIDCProtocolMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAccessTokenMapper;
import org.keycloak.provider.ProviderConfigProperty;

/** The mapper that an administrator adds to a client scope. */
public final class DomainScopesMapper extends AbstractOIDCProtocolMapper implements OIDCAccessTokenMapper {

    /** Kept in Keycloak's database: never changes. */
    public static final String ID = "sallyport-domain-scopes";

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getDisplayType() {
        return "Domain scopes";
    }

    @Override
    public String getDisplayCategory() {
        return TOKEN_MAPPER_CATEGORY;
    }

    @Override
    public String getHelpText() {
        return "";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return List.of();
    }
}
