package dev.sallyport.realm.admin;

import java.util.List;

/** Names the role of Keycloak's that a refused call needs. */
record MissingRight(String pathBegins, String toRead, String toWrite) {

    /** The first that fits: the longer ones stand before those that they begin with. */
    private static final List<MissingRight> ALL = List.of(
            new MissingRight("/partial-export", "manage-realm", "manage-realm, view-clients and query-groups"),
            new MissingRight("/clients-initial-access", "view-clients", "manage-clients"),
            new MissingRight("/client-scopes", "view-clients", "manage-clients"),
            new MissingRight("/client-policies", "view-realm", "manage-realm"),
            new MissingRight("/clients", "view-clients", "manage-clients"),
            new MissingRight("/groups", "view-users", "manage-users"),
            new MissingRight("/users", "view-users", "manage-users"),
            new MissingRight("/identity-provider", "view-identity-providers", "manage-identity-providers"),
            new MissingRight("/sallyport/compare", "view-users", "view-users and manage-clients"),
            new MissingRight("/sallyport", "view-users", "view-users"),
            new MissingRight("", "view-realm", "manage-realm"));

    /**
     * In words.
     *
     * @param path below {@code /admin/realms}, such as {@code /sallyport/clients/…}
     */
    static String of(String method, String path) {
        if (path.isEmpty()) {
            return "the role create-realm of the realm master";
        }
        var slash = path.indexOf('/', 1);
        var below = slash < 0 ? "" : path.substring(slash);
        var right = ALL.stream()
                .filter(each -> below.startsWith(each.pathBegins))
                .findFirst()
                .orElseThrow();
        return "the role " + (method.equals("GET") ? right.toRead : right.toWrite)
                + " of realm-management, or the same of "
                + path.substring(1, slash < 0 ? path.length() : slash) + "-realm in master";
    }
}
