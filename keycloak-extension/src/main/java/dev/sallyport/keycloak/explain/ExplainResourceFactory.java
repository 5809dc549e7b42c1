package dev.sallyport.keycloak.explain;

import dev.sallyport.keycloak.about.ServerInfo;
import java.util.Map;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ServerInfoAwareProviderFactory;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProvider;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProviderFactory;

/** Puts {@code /admin/realms/{realm}/sallyport} into Keycloak's admin REST API. */
public final class ExplainResourceFactory implements AdminRealmResourceProviderFactory, ServerInfoAwareProviderFactory {

    @Override
    public AdminRealmResourceProvider create(KeycloakSession keycloak) {
        return new ExplainResourceProvider();
    }

    @Override
    public void init(Config.Scope options) {}

    @Override
    public void postInit(KeycloakSessionFactory sessions) {}

    @Override
    public void close() {}

    @Override
    public String getId() {
        return "sallyport";
    }

    @Override
    public Map<String, String> getOperationalInfo() {
        return ServerInfo.shown();
    }
}
