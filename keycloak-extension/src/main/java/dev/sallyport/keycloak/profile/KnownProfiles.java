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
    private record Profile(String text, OwnChoice own) {

        static Profile of(RealmModel realm, KeycloakSession keycloak) {
            var text = realm.getComponentsStream(realm.getId(), UserProfileProvider.class.getName())
                    .findFirst()
                    .map(component -> component.get(DeclarativeUserProfileProvider.UP_COMPONENT_CONFIG_KEY));
            var own = new OwnChoice(choosesUsername(realm, keycloak), realm.isInternationalizationEnabled());
            return new Profile(text.orElse(""), own);
        }

        /** When they register, when an identity provider first brings them, later, or through their e-mail address. */
        private static boolean choosesUsername(RealmModel realm, KeycloakSession keycloak) {
            return realm.isEditUsernameAllowed()
                    || realm.isRegistrationAllowed()
                    || realm.isRegistrationEmailAsUsername()
                    || keycloak.identityProviders().isIdentityFederationEnabled();
        }
    }

    /** Another provider of profiles may keep them elsewhere: it is asked each time. */
    static EditableAttributes of(RealmModel realm, KeycloakSession keycloak) {
        var provider = keycloak.getProvider(UserProfileProvider.class);
        var profile = Profile.of(realm, keycloak);
        if (provider.getClass() != DeclarativeUserProfileProvider.class) {
            return EditableAttributes.of(provider.getConfiguration(), profile.own());
        }
        var known = KNOWN.get(profile);
        return known != null ? known : remember(profile, provider, realm, keycloak);
    }

    private static EditableAttributes remember(
            Profile profile, UserProfileProvider provider, RealmModel realm, KeycloakSession keycloak) {
        var read = read(profile, provider);
        if (KNOWN.size() >= MAX_PROFILES) {
            KNOWN.clear();
        }
        if (profile.equals(Profile.of(realm, keycloak))) {
            KNOWN.put(profile, read);
        }
        return read;
    }

    private static EditableAttributes read(Profile profile, UserProfileProvider provider) {
        if (profile.text().isBlank()) {
            return EditableAttributes.of(provider.getConfiguration(), profile.own());
        }
        try {
            return EditableAttributes.of(UPConfigUtils.parseConfig(profile.text()), profile.own());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
