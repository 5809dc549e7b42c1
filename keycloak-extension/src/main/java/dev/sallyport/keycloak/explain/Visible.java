package dev.sallyport.keycloak.explain;

import dev.sallyport.keycloak.rule.Mention;
import java.util.Set;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;
import org.keycloak.userprofile.UserProfileContext;
import org.keycloak.userprofile.UserProfileProvider;

/**
 * What an administrator may see of what rules read. Of a user's attributes only those that the realm's user profile shows
 * to administrators; nothing that a source outside Keycloak said.
 *
 * @param attributes names of these
 */
record Visible(Set<String> attributes, boolean client, boolean organizations, boolean rules) {

    Visible(KeycloakSession keycloak, AdminPermissionEvaluator permissions, UserModel user, ClientModel client) {
        this(
                keycloak.getProvider(UserProfileProvider.class)
                        .create(UserProfileContext.USER_API, user)
                        .getAttributes()
                        .getReadable()
                        .keySet(),
                permissions.clients().canView(client),
                permissions.orgs().canView(),
                permissions.clients().canViewClientScopes());
    }

    boolean contains(Mention mention) {
        var attribute = mention.userAttribute();
        if (attribute.isPresent()) {
            return attributes.contains(attribute.get());
        }
        return switch (mention.variable()) {
            case "client" -> client || mention.field().filter("id"::equals).isPresent();
            case "user" ->
                organizations || mention.field().filter("organizations"::equals).isEmpty();
            case "entitlements" -> false;
            default -> true;
        };
    }
}
