package dev.sallyport.keycloak.guard;

import dev.sallyport.keycloak.about.ServerInfo;
import dev.sallyport.keycloak.check.RuleCheck;
import java.util.Map;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.protocol.oidc.token.TokenPostProcessor;
import org.keycloak.protocol.oidc.token.TokenPostProcessorFactory;
import org.keycloak.provider.ServerInfoAwareProviderFactory;

/** Makes the guard of each request, and has the rules checked when the server starts. */
public final class TokenGuardFactory implements TokenPostProcessorFactory, ServerInfoAwareProviderFactory {

    private final ClientsWithoutMapper clientsWithoutMapper = new ClientsWithoutMapper();

    @Override
    public TokenPostProcessor create(KeycloakSession keycloak) {
        return new TokenGuard(keycloak, clientsWithoutMapper);
    }

    @Override
    public void postInit(KeycloakSessionFactory sessions) {
        RuleCheck.whenReady(sessions);
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
        return ServerInfo.shown();
    }
}
