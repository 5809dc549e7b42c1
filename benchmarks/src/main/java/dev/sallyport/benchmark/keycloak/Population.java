package dev.sallyport.benchmark.keycloak;

import dev.sallyport.testkit.KeycloakAdmin;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * People with many roles and groups, added to a realm that runs, in its database: Keycloak looks through all that there are
 * for each one more, and takes minutes for ten thousand.
 */
record Population(KeycloakAdmin admin, String database, String realm) {

    /** And password. */
    static final String DATABASE_USER = "benchmark";

    private static final String ROLES = """
            INSERT INTO keycloak_role (id, client_realm_constraint, client_role, name, realm_id)
            SELECT RANDOM_UUID(), client_realm_constraint, FALSE, 'role-' || x, realm_id
            FROM keycloak_role, SYSTEM_RANGE(?, ?)
            WHERE name = 'role-0' AND realm_id = (SELECT id FROM realm WHERE name = ?)
            """;
    private static final String GROUPS = """
            INSERT INTO keycloak_group (id, name, parent_group, realm_id, type)
            SELECT RANDOM_UUID(), 'group-' || x, parent_group, realm_id, type
            FROM keycloak_group, SYSTEM_RANGE(?, ?)
            WHERE name = 'group-0' AND realm_id = (SELECT id FROM realm WHERE name = ?)
            """;
    private static final String ROLES_OF_USER = """
            INSERT INTO user_role_mapping (role_id, user_id)
            SELECT id, CAST(? AS VARCHAR) FROM keycloak_role
            WHERE name IN (SELECT 'role-' || x FROM SYSTEM_RANGE(0, ?)) AND realm_id = (SELECT id FROM realm WHERE name = ?)
            """;
    private static final String GROUPS_OF_USER = """
            INSERT INTO user_group_membership (group_id, user_id, membership_type)
            SELECT id, CAST(? AS VARCHAR), 'UNMANAGED' FROM keycloak_group
            WHERE name IN (SELECT 'group-' || x FROM SYSTEM_RANGE(0, ?)) AND realm_id = (SELECT id FROM realm WHERE name = ?)
            """;

    void add(List<Holder> holders) {
        var largest = holders.getLast();
        run(ROLES, Holder.USUAL.roles(), largest.roles() - 1);
        run(GROUPS, Holder.USUAL.groups() - 1, largest.groups() - 2);
        holders.stream().filter(holder -> !holder.equals(Holder.USUAL)).forEach(this::add);
        admin.post("/" + realm + "/clear-realm-cache", Map.of());
        admin.post("/" + realm + "/clear-user-cache", Map.of());
    }

    private void add(Holder holder) {
        var user = new HashMap<>(holder.user(holder.name()));
        user.keySet().removeAll(List.of("realmRoles", "clientRoles", "groups"));
        admin.post("/" + realm + "/users", user);
        var id = admin.userId(realm, holder.name());
        run(ROLES_OF_USER, id, holder.roles() - 1);
        run(GROUPS_OF_USER, id, holder.groups() - 2);
        assign(id);
    }

    /** What rules look for besides. */
    private void assign(String user) {
        var orders = admin.clientUuid(realm, "orders");
        var path = "/" + realm + "/users/" + user;
        var reader = admin.get("/" + realm + "/clients/" + orders + "/roles/reader");
        admin.post(path + "/role-mappings/clients/" + orders, List.of(reader));
        var support = admin.get("/" + realm + "/group-by-path/staff/support");
        admin.put(path + "/groups/" + support.path("id").asString(), Map.of());
    }

    private void run(String insert, Object... first) {
        try (var connection = DriverManager.getConnection(database, DATABASE_USER, DATABASE_USER)) {
            run(connection, insert, first);
        } catch (SQLException refused) {
            throw new IllegalStateException("Keycloak's database refuses " + insert, refused);
        }
    }

    private void run(Connection connection, String insert, Object... first) throws SQLException {
        try (var statement = connection.prepareStatement(insert)) {
            for (var number = 0; number < first.length; number++) {
                statement.setObject(number + 1, first[number]);
            }
            statement.setString(first.length + 1, realm);
            if (statement.executeUpdate() == 0) {
                throw new IllegalStateException("Nothing came of " + insert);
            }
        }
    }
}
