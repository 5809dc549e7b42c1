package dev.sallyport.keycloak.guard;

import dev.sallyport.keycloak.about.Version;
import java.util.Map;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.token.TokenPostProcessor;
import org.keycloak.protocol.oidc.token.TokenPostProcessorFactory;
import org.keycloak.provider.ServerInfoAwareProviderFactory;

/** Makes the guard of each request. */
public final class TokenGuardFactory implements TokenPostProcessorFactory, ServerInfoAwareProviderFactory {

    private final ClientsWithoutMapper clientsWithoutMapper = new ClientsWithoutMapper();

    @Override
    public TokenPostProcessor create(KeycloakSession keycloak) {
        return new TokenGuard(keycloak, clientsWithoutMapper);
    }

    @Override
    public String getId() {
        return "sallyport-guard";
    }

    /** Last: Keycloak starts with the highest. */
    @Override
    public int order() {
        return Integer.MIN_VALUE;
    }

    @Override
    public Map<String, String> getOperationalInfo() {
        return Version.info();
    }
}
