package dev.sallyport.realm.check;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.sallyport.keycloak.profile.EditableAttributes;
import dev.sallyport.keycloak.profile.OwnChoice;
import dev.sallyport.keycloak.profile.ProfileAttribute;
import java.util.List;
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
        var usernames = realm.path("editUsernameAllowed").asBoolean(false)
                || realm.path("registrationAllowed").asBoolean(false)
                || realm.path("registrationEmailAsUsername").asBoolean(false)
                || !realm.path("identityProviders").isEmpty();
        var own = new OwnChoice(
                usernames, realm.path("internationalizationEnabled").asBoolean(false));
        var profile = profile(checked);
        var unmanaged = profile.path("unmanagedAttributePolicy").asString("").equals("ENABLED");
        return EditableAttributes.of(attributes(profile), unmanaged, own);
    }

    private static List<ProfileAttribute> attributes(JsonNode profile) {
        return profile.isMissingNode()
                ? ProfileAttribute.DEFAULT_PROFILE
                : profile.path("attributes")
                        .valueStream()
                        .map(UserProfile::attribute)
                        .toList();
    }

    private static ProfileAttribute attribute(JsonNode attribute) {
        var permissions = attribute.path("permissions");
        return new ProfileAttribute(
                attribute.path("name").asString(""), roles(permissions.path("view")), roles(permissions.path("edit")));
    }

    private static Set<String> roles(JsonNode list) {
        return list.valueStream().map(role -> role.asString("")).collect(toUnmodifiableSet());
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
}
