package dev.sallyport.realm.check;

import static java.util.stream.Collectors.toSet;

import dev.sallyport.keycloak.profile.EditableAttributes;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which attributes users may write themselves, by the user profile in the files. */
final class UserProfile {

    private static final String PROVIDER = "org.keycloak.userprofile.UserProfileProvider";

    private UserProfile() {}

    static EditableAttributes editable(Checked checked) {
        var realm = checked.realm().node();
        var choosesName = realm.path("editUsernameAllowed").asBoolean(false)
                || realm.path("registrationAllowed").asBoolean(false)
                || realm.path("registrationEmailAsUsername").asBoolean(false);
        var profile = profile(checked);
        var byUser = profile.path("attributes")
                .valueStream()
                .filter(UserProfile::isWrittenByUser)
                .map(UserProfile::name)
                .filter(name -> choosesName || !name.equals("username"))
                .collect(toSet());
        var all =
                profile.path("attributes").valueStream().map(UserProfile::name).collect(toSet());
        return profile.isMissingNode()
                ? new EditableAttributes(Set.of("email"), Set.of("email"), false)
                : new EditableAttributes(
                        byUser,
                        all,
                        profile.path("unmanagedAttributePolicy").asString("").equals("ENABLED"));
    }

    private static JsonNode profile(Checked checked) {
        var config =
                checked.realm().node().path("components").path(PROVIDER).path(0).path("config");
        try {
            var text = config.path("kc.user.profile.config").path(0).asString("");
            return text.isEmpty()
                    ? JsonMapper.shared().missingNode()
                    : JsonMapper.shared().readTree(text);
        } catch (JacksonException unreadable) {
            return JsonMapper.shared().missingNode();
        }
    }

    private static boolean isWrittenByUser(JsonNode attribute) {
        var permissions = attribute.path("permissions");
        return permissions.isEmpty()
                ? Set.of("username", "email").contains(name(attribute))
                : permissions
                        .path("edit")
                        .valueStream()
                        .anyMatch(role -> role.asString("").equals("user"));
    }

    private static String name(JsonNode attribute) {
        return attribute.path("name").asString("");
    }
}
