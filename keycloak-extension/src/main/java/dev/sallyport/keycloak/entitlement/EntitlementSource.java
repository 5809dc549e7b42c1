package dev.sallyport.keycloak.entitlement;

import dev.sallyport.keycloak.rule.UnavailableFact;
import java.util.Map;
import org.keycloak.models.ClientModel;
import org.keycloak.models.UserModel;
import org.keycloak.provider.Provider;

/**
 * A domain that knows rights of its own: what rules read as {@code entitlements['orders']}. Its name is kept in Keycloak's
 * database as the type of components: it never changes.
 */
public interface EntitlementSource extends Provider {

    /**
     * What the domain says of this user, as texts, numbers, booleans, lists and maps.
     *
     * @throws UnavailableFact where it does not say anything that can be used, or not in time
     */
    Map<String, Object> entitlements(UserModel user, ClientModel client);
}
