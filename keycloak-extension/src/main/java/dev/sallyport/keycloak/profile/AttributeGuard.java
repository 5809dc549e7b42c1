package dev.sallyport.keycloak.profile;

import static java.util.stream.Collectors.joining;

import dev.sallyport.keycloak.rule.Mention;
import dev.sallyport.keycloak.table.MapperProperty;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderConfigProperty;

/**
 * Refuses rules that read what users may write themselves: someone who can write {@code approval_limit} could approve
 * anything. What a mapper allows by name is not refused.
 *
 * @param allowed names of attributes; {@code *} is all of them
 */
public record AttributeGuard(EditableAttributes editable, Set<String> allowed) {

    /** Property of a mapper: names of attributes, separated by spaces or commas. */
    public static final String ALLOWED = "editable.attributes";

    /** Keycloak's context must be that of the realm. */
    public static AttributeGuard of(ProtocolMapperModel mapper, RealmModel realm, KeycloakSession keycloak) {
        return new AttributeGuard(KnownProfiles.of(realm, keycloak), MapperProperty.names(mapper, ALLOWED));
    }

    /** For the console's form of a mapper. */
    public static ProviderConfigProperty property() {
        return new ProviderConfigProperty(
                ALLOWED,
                "sallyport.editable-attributes.label",
                "sallyport.editable-attributes.help",
                ProviderConfigProperty.STRING_TYPE,
                null);
    }

    public boolean permits(Collection<Mention> read) {
        return read.stream().noneMatch(this::refuses);
    }

    /** Why a rule that reads this is refused; empty, if it is not. */
    public Optional<String> objection(Collection<Mention> read) {
        var refused = read.stream().filter(this::refuses).map(Mention::toString).collect(joining(", "));
        return refused.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "reads " + refused + ", which users may edit themselves. Let only administrators edit it, in"
                                + " the user profile of this realm; or name the attribute in this mapper's property "
                                + ALLOWED);
    }

    private boolean refuses(Mention mention) {
        return mention.userAttribute()
                .filter(attribute -> !allowed.contains(attribute) && !allowed.contains(Mention.EVERY_ATTRIBUTE))
                .filter(editable::contain)
                .isPresent();
    }
}
