package dev.sallyport.keycloak.profile;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.sallyport.keycloak.rule.Mention;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.representations.userprofile.config.UPAttribute;
import org.keycloak.representations.userprofile.config.UPConfig;
import org.keycloak.representations.userprofile.config.UPConfig.UnmanagedAttributePolicy;
import org.keycloak.userprofile.UserProfileConstants;
import org.keycloak.userprofile.UserProfileProvider;

/**
 * Which attributes the users of a realm may write themselves, when they register or later, as the realm's user profile
 * says.
 *
 * @param byUser attributes of the profile that users may write
 * @param profile all attributes of the profile
 * @param unmanaged whether users may write any attribute that the profile does not have
 */
public record EditableAttributes(Set<String> byUser, Set<String> profile, boolean unmanaged) {

    /** Looked up once in a request; Keycloak's context must be that of the realm. */
    static EditableAttributes in(RealmModel realm, KeycloakSession keycloak) {
        var key = EditableAttributes.class.getName() + "." + realm.getId();
        var known = keycloak.getAttribute(key, EditableAttributes.class);
        if (known != null) {
            return known;
        }
        var config = keycloak.getProvider(UserProfileProvider.class).getConfiguration();
        var editable = of(config, choosesUsername(realm));
        keycloak.setAttribute(key, editable);
        return editable;
    }

    /** When they register, later, or through their e-mail address. */
    private static boolean choosesUsername(RealmModel realm) {
        return realm.isEditUsernameAllowed() || realm.isRegistrationAllowed() || realm.isRegistrationEmailAsUsername();
    }

    static EditableAttributes of(UPConfig config, boolean usernames) {
        var profile = Optional.ofNullable(config.getAttributes()).orElse(List.of());
        var byUser = new HashSet<String>();
        profile.stream()
                .filter(EditableAttributes::isWrittenByUser)
                .map(UPAttribute::getName)
                .forEach(byUser::add);
        if (!usernames) {
            byUser.remove(UserModel.USERNAME);
        }
        return new EditableAttributes(
                Set.copyOf(byUser),
                profile.stream().map(UPAttribute::getName).collect(toUnmodifiableSet()),
                config.getUnmanagedAttributePolicy() == UnmanagedAttributePolicy.ENABLED);
    }

    /** Of every attribute at once some are the user's own, unless there are none of these at all. */
    boolean contain(String attribute) {
        if (attribute.equals(Mention.EVERY_ATTRIBUTE)) {
            return unmanaged || !byUser.isEmpty();
        }
        return byUser.contains(attribute) || (unmanaged && !profile.contains(attribute));
    }

    /** Keycloak lets users write their username and their e-mail address where the profile says nothing of who may. */
    private static boolean isWrittenByUser(UPAttribute attribute) {
        var permissions = attribute.getPermissions();
        if (permissions == null || permissions.isEmpty()) {
            return attribute.getName().equals(UserModel.USERNAME)
                    || attribute.getName().equals(UserModel.EMAIL);
        }
        return permissions.getEdit().contains(UserProfileConstants.ROLE_USER);
    }
}
