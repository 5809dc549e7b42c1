package dev.sallyport.realm.files;

import dev.sallyport.realm.files.Tree.Mapping;
import dev.sallyport.realm.files.Tree.Scalar;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What of a file nothing is filled into: names, by which things are told apart, and short forms, which become many things.
 *
 * @param all whether that is so for everything here
 * @param named the field here that is a name, if one is
 */
record AsWritten(boolean all, Set<String> named) {

    private static final Set<String> SHORT_FORMS =
            Set.of("realm", "domains", "claims", "access", "editableAttributes", "userProfile");

    /** Fields, at whatever depth, of which all that they hold names something else. */
    private static final Set<String> NAMES = Set.of(
            "defaultClientScopes",
            "optionalClientScopes",
            "defaultDefaultClientScopes",
            "defaultOptionalClientScopes",
            "defaultGroups",
            "defaultRoles",
            "realmRoles",
            "clientRoles",
            "composites",
            "scopeMappings",
            "clientScopeMappings",
            "serviceAccountClientId",
            FlowFields.OF_CLIENT,
            "identityProviderAlias",
            "flowAlias",
            "authenticator",
            "authenticatorConfig",
            "providerId",
            "subType",
            "protocolMapper");

    /** Those by which the tool goes itself. */
    private static final Set<String> READ_BY_US = Set.of(
            "requirement", "priority", "topLevel", "serviceAccountsEnabled", "rules", "included.client.audience");

    private static final Set<String> AS_THEY_ARE = Stream.of(
                    NAMES, FlowFields.OF_REALM, FlowFields.OF_IDENTITY_PROVIDER, READ_BY_US)
            .flatMap(Collection::stream)
            .collect(Collectors.toUnmodifiableSet());

    private static final AsWritten ALL = new AsWritten(true, Set.of());
    private static final AsWritten NOTHING = new AsWritten(false, Set.of());

    /** A source has a name and fields; its address and the rest are settings. */
    private static final AsWritten SOURCES = new AsWritten(false, Set.of("fields"));

    /** A list of names or of things with names. */
    private static final AsWritten GROUPS = new AsWritten(false, Set.of(""));

    /** At the top of a file. */
    static AsWritten inFile() {
        return new AsWritten(false, SHORT_FORMS);
    }

    AsWritten below(String key) {
        if (all || named.contains(key) || AS_THEY_ARE.contains(key)) {
            return ALL;
        }
        return switch (key) {
            case "sources" -> SOURCES;
            case "groups" -> GROUPS;
            default -> equals(SOURCES) ? SOURCES : NOTHING;
        };
    }

    AsWritten in(Tree item) {
        if (all || (equals(GROUPS) && item instanceof Scalar)) {
            return ALL;
        }
        return item instanceof Mapping thing
                ? new AsWritten(false, Set.copyOf(Identity.field(thing).stream().toList()))
                : NOTHING;
    }
}
