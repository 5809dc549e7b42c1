package dev.sallyport.realm.plan;

import java.util.Set;

/** What Keycloak makes by itself, and needs. */
final class BuiltIn {

    private static final Set<String> CLIENTS =
            Set.of("account", "account-console", "admin-cli", "broker", "realm-management", "security-admin-console");
    private static final Set<String> ROLES = Set.of("offline_access", "uma_authorization");

    private BuiltIn() {}

    static boolean is(Item live) {
        var name = live.key().path().getFirst();
        return switch (live.key().kind()) {
            case CLIENT, CLIENT_ROLE, CLIENT_MAPPER -> CLIENTS.contains(name);
            case ROLE -> ROLES.contains(name) || name.startsWith("default-roles-");
            case FLOW -> live.fields().path("builtIn").asBoolean(false);
            case USER -> live.fields().hasNonNull("serviceAccountClientId");
            default -> false;
        };
    }
}
