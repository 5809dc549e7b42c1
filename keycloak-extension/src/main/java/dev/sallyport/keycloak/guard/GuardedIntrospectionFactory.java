package dev.sallyport.keycloak.guard;

import dev.sallyport.keycloak.about.ServerInfo;
import java.util.Map;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.AccessTokenIntrospectionProviderFactory;
import org.keycloak.protocol.oidc.TokenIntrospectionProvider;
import org.keycloak.provider.ServerInfoAwareProviderFactory;

/** Takes the place of Keycloak's own, by the same id and a higher order. */
public final class GuardedIntrospectionFactory extends AccessTokenIntrospectionProviderFactory
        implements ServerInfoAwareProviderFactory {

    @Override
    public TokenIntrospectionProvider create(KeycloakSession keycloak) {
        return new GuardedIntrospection(keycloak);
    }

    @Override
    public int order() {
        return 100;
    }

    @Override
    public Map<String, String> getOperationalInfo() {
        return ServerInfo.shown();
    }
}
