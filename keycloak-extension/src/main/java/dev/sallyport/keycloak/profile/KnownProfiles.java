package dev.sallyport.keycloak.profile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.userprofile.DeclarativeUserProfileProvider;
import org.keycloak.userprofile.UserProfileProvider;
import org.keycloak.userprofile.config.UPConfigUtils;

/**
 * What was read from each user profile, by its text, so that it is never stale: Keycloak copies a whole profile for each
 * token that asks for it.
 */
final class KnownProfiles {

    private static final int MAX_PROFILES = 500;
    private static final Map<Profile, EditableAttributes> KNOWN = new ConcurrentHashMap<>();

    private KnownProfiles() {}

    /** What {@link EditableAttributes} depend on; the text is empty where a realm has Keycloak's own profile. */
    private record Profile(String text, boolean usernames) {

        static Profile of(RealmModel realm) {
            var text = realm.getComponentsStream(realm.getId(), UserProfileProvider.class.getName())
                    .findFirst()
                    .map(component -> component.get(DeclarativeUserProfileProvider.UP_COMPONENT_CONFIG_KEY));
            return new Profile(text.orElse(""), choosesUsername(realm));
        }

        /** When they register, later, or through their e-mail address. */
        private static boolean choosesUsername(RealmModel realm) {
            return realm.isEditUsernameAllowed()
                    || realm.isRegistrationAllowed()
                    || realm.isRegistrationEmailAsUsername();
        }
    }

    /** Another provider of profiles may keep them elsewhere: it is asked each time. */
    static EditableAttributes of(RealmModel realm, KeycloakSession keycloak) {
        var provider = keycloak.getProvider(UserProfileProvider.class);
        var profile = Profile.of(realm);
        if (provider.getClass() != DeclarativeUserProfileProvider.class) {
            return EditableAttributes.of(provider.getConfiguration(), profile.usernames());
        }
        var known = KNOWN.get(profile);
        return known != null ? known : remember(profile, provider, realm);
    }

    private static EditableAttributes remember(Profile profile, UserProfileProvider provider, RealmModel realm) {
        var read = read(profile, provider);
        if (KNOWN.size() >= MAX_PROFILES) {
            KNOWN.clear();
        }
        if (profile.equals(Profile.of(realm))) {
            KNOWN.put(profile, read);
        }
        return read;
    }

    private static EditableAttributes read(Profile profile, UserProfileProvider provider) {
        if (profile.text().isBlank()) {
            return EditableAttributes.of(provider.getConfiguration(), profile.usernames());
        }
        try {
            return EditableAttributes.of(UPConfigUtils.parseConfig(profile.text()), profile.usernames());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
