package dev.sallyport.keycloak.scope;

import static java.util.stream.Collectors.toSet;

import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.RoleUtils;
import org.keycloak.services.managers.UserConsentManager;

/**
 * Keycloak's own conditions for a client scope: one of the roles in its scope mappings, and consent. Keycloak checks
 * them for scopes that are asked for by name; those that a marker asks for must meet them too.
 */
record PermittedScopes(KeycloakSession keycloak, ClientModel client, UserModel user) {

    boolean allow(ClientScopeModel scope) {
        return isPermittedByRole(scope) && isConsentedTo(scope);
    }

    private boolean isPermittedByRole(ClientScopeModel scope) {
        var roles = scope.getScopeMappingsStream().collect(toSet());
        return roles.isEmpty() || RoleUtils.expandCompositeRoles(roles).stream().anyMatch(user::hasRole);
    }

    /** A program that acts for itself has nobody to ask. */
    private boolean isConsentedTo(ClientScopeModel scope) {
        if (!client.isConsentRequired()
                || !scope.isDisplayOnConsentScreen()
                || user.getServiceAccountClientLink() != null) {
            return true;
        }
        var consent = UserConsentManager.getConsentByClient(keycloak, client.getRealm(), user, client.getId());
        return consent != null && consent.isClientScopeGranted(scope);
    }
}
