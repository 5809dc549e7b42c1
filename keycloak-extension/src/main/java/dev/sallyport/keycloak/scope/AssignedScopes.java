package dev.sallyport.keycloak.scope;

import static java.util.stream.Collectors.toSet;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.RoleUtils;
import org.keycloak.services.managers.UserConsentManager;

/**
 * The optional scopes of a client of Keycloak. Keycloak checks its conditions for scopes that are asked for by name;
 * those that a marker asks for must meet them too.
 */
final class AssignedScopes implements OptionalScopes {

    private final KeycloakSession keycloak;
    private final ClientModel client;
    private final UserModel user;
    private @Nullable Map<String, ClientScopeModel> optional;

    AssignedScopes(KeycloakSession keycloak, ClientModel client, UserModel user) {
        this.keycloak = keycloak;
        this.client = client;
        this.user = user;
    }

    /** A scope that takes parameters is no marker: {@code orders:read} would ask for it with the parameter {@code read}. */
    @Override
    public boolean containMarker(String name) {
        var scope = optional().get(name);
        return scope != null && !scope.isParameterizedScope();
    }

    /** Whether it is a marker that no token says. */
    boolean containHidden(String marker) {
        var scope = optional().get(marker);
        return scope != null && containMarker(marker) && !scope.isIncludeInTokenScope();
    }

    @Override
    public boolean permit(String name) {
        var scope = optional().get(name);
        return scope != null && isPermittedByRole(scope) && isConsentedTo(scope);
    }

    private Map<String, ClientScopeModel> optional() {
        if (optional == null) {
            optional = client.getClientScopes(false);
        }
        return optional;
    }

    /** The client scope of this name, also one that comes unasked. */
    Optional<ClientScopeModel> named(String name) {
        return Optional.ofNullable(optional().get(name))
                .or(() -> Optional.ofNullable(client.getClientScopes(true).get(name)));
    }

    boolean isPermittedByRole(ClientScopeModel scope) {
        var roles = scope.getScopeMappingsStream().collect(toSet());
        return roles.isEmpty() || RoleUtils.expandCompositeRoles(roles).stream().anyMatch(user::hasRole);
    }

    /**
     * A program that acts for itself has nobody to ask. A scope that must be consented to each time has to be asked for by
     * name: nothing tells of an earlier consent.
     */
    boolean isConsentedTo(ClientScopeModel scope) {
        if (user.getServiceAccountClientLink() != null) {
            return true;
        }
        if (scope.isAlwaysConsent()) {
            return false;
        }
        if (!client.isConsentRequired() || !scope.isDisplayOnConsentScreen()) {
            return true;
        }
        var consent = UserConsentManager.getConsentByClient(keycloak, client.getRealm(), user, client.getId());
        return consent != null && consent.isClientScopeGranted(scope);
    }
}
