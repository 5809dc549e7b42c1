package dev.sallyport.keycloak.explain;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProvider;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** Makes the resource of each request, which Keycloak has authenticated. */
final class ExplainResourceProvider implements AdminRealmResourceProvider {

    @Override
    public Object getResource(
            KeycloakSession keycloak, RealmModel realm, AdminPermissionEvaluator permissions, AdminEventBuilder event) {
        return new ExplainResource(keycloak, realm, permissions);
    }

    @Override
    public void close() {}
}
