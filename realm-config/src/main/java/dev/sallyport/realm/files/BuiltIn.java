package dev.sallyport.realm.files;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** What Keycloak makes by itself in each realm, and needs: nobody marks or deletes it, and files may name it undeclared. */
public final class BuiltIn {

    public static final Set<String> CLIENTS = Set.of(
            "account",
            "account-console",
            "admin-cli",
            "admin-permissions",
            "broker",
            "realm-management",
            "security-admin-console");

    public static final Set<String> CLIENT_SCOPES = Set.of(
            "acr",
            "address",
            "basic",
            "email",
            "microprofile-jwt",
            "offline_access",
            "organization",
            "phone",
            "profile",
            "role_list",
            "roles",
            "saml_organization",
            "service_account",
            "web-origins");

    public static final Set<String> FLOWS = Set.of(
            "browser",
            "clients",
            "direct grant",
            "docker auth",
            "first broker login",
            "registration",
            "reset credentials",
            "saml ecp");

    private static final Set<String> ROLES = Set.of("offline_access", "uma_authorization");

    private static final String DEFAULT_ROLES = "default-roles-";

    /** What a client gets along with authorization services. */
    public static final String ROLE_OF_GUARDED_CLIENTS = "uma_protection";

    private static final String ADMINISTRATION = "master";

    private BuiltIn() {}

    /** Roles that a realm has from its beginning. */
    public static Set<String> roles(String realm) {
        var roles = new HashSet<>(ROLES);
        roles.add(DEFAULT_ROLES + realm.toLowerCase(Locale.ROOT));
        if (realm.equals(ADMINISTRATION)) {
            roles.addAll(Set.of("admin", "create-realm"));
        }
        return roles;
    }

    /** A client of Keycloak's in a realm; in the one for administration each realm has one, by which it is administered. */
    public static boolean isClient(String realm, String name) {
        return CLIENTS.contains(name) || (realm.equals(ADMINISTRATION) && name.endsWith("-realm"));
    }

    /** A role of the realm itself; which roles all users have is one, of the realm's name. */
    public static boolean isRole(String name) {
        return ROLES.contains(name) || name.startsWith(DEFAULT_ROLES);
    }
}
