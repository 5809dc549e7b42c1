package dev.sallyport.keycloak.profile;

import static java.util.Objects.requireNonNullElseGet;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.sallyport.keycloak.rule.Mention;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.representations.userprofile.config.UPAttribute;
import org.keycloak.representations.userprofile.config.UPAttributePermissions;
import org.keycloak.representations.userprofile.config.UPConfig;
import org.keycloak.representations.userprofile.config.UPConfig.UnmanagedAttributePolicy;

/**
 * Which attributes the users of a realm may write themselves, when they register or later, as the realm's user profile
 * says.
 *
 * @param byUser attributes of the profile that users may write
 * @param profile all attributes of the profile
 * @param unmanaged whether users may write any attribute that the profile does not have
 */
public record EditableAttributes(Set<String> byUser, Set<String> profile, boolean unmanaged) {

    private static final String LOCALE = "locale";

    static EditableAttributes of(UPConfig config, OwnChoice own) {
        var profile = Optional.ofNullable(config.getAttributes()).orElse(List.of()).stream()
                .map(EditableAttributes::attribute)
                .toList();
        return of(profile, config.getUnmanagedAttributePolicy() == UnmanagedAttributePolicy.ENABLED, own);
    }

    /**
     * As a user profile says.
     *
     * @param unmanaged whether users may write any attribute that the profile does not have
     */
    public static EditableAttributes of(List<ProfileAttribute> profile, boolean unmanaged, OwnChoice own) {
        var written = profile.stream()
                .filter(ProfileAttribute::isWrittenByUser)
                .filter(attribute -> own.username() || !attribute.isUsername())
                .map(ProfileAttribute::name);
        var byUser = own.locale() ? Stream.concat(written, Stream.of(LOCALE)) : written;
        var all = profile.stream().map(ProfileAttribute::name).collect(toUnmodifiableSet());
        return new EditableAttributes(byUser.collect(toUnmodifiableSet()), all, unmanaged);
    }

    private static ProfileAttribute attribute(UPAttribute attribute) {
        var permissions = requireNonNullElseGet(attribute.getPermissions(), UPAttributePermissions::new);
        return new ProfileAttribute(attribute.getName(), permissions.getView(), permissions.getEdit());
    }

    /** Of every attribute at once some are the user's own, unless there are none of these at all. */
    boolean contain(String attribute) {
        if (attribute.equals(Mention.EVERY_ATTRIBUTE)) {
            return unmanaged || !byUser.isEmpty();
        }
        return byUser.contains(attribute) || (unmanaged && !profile.contains(attribute));
    }
}
