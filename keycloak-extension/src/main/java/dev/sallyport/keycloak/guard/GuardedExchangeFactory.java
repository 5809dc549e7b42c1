package dev.sallyport.keycloak.guard;

import dev.sallyport.keycloak.about.ServerInfo;
import java.util.Map;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.TokenExchangeProvider;
import org.keycloak.protocol.oidc.tokenexchange.StandardTokenExchangeProviderFactory;
import org.keycloak.provider.ServerInfoAwareProviderFactory;

/** Takes the place of Keycloak's own, by the same id and a higher order. */
public final class GuardedExchangeFactory extends StandardTokenExchangeProviderFactory
        implements ServerInfoAwareProviderFactory {

    @Override
    public TokenExchangeProvider create(KeycloakSession keycloak) {
        return new GuardedExchange();
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
