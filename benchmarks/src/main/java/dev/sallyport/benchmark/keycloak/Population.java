package dev.sallyport.benchmark.keycloak;

import static java.util.stream.Collectors.toMap;

import dev.sallyport.testkit.KeycloakAdmin;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * People with many roles and groups, added to a realm that runs: an import of ten thousand roles takes minutes. They have
 * their roles through one that is composed of them, for Keycloak looks through all that somebody has for each one more.
 */
record Population(KeycloakAdmin admin, String realm) {

    private static final int BATCH = 1000;

    void add(List<Holder> holders) {
        var all = groupAt("all");
        addRolesAndGroups(holders.getLast(), all);
        var roles = ids("/roles");
        var groups = ids("/groups/" + all + "/children");
        holders.stream().filter(holder -> !holder.equals(Holder.USUAL)).forEach(holder -> add(holder, roles, groups));
    }

    private void addRolesAndGroups(Holder largest, String parent) {
        var roles = ids("/roles");
        var groups = ids("/groups/" + parent + "/children");
        largest.roleNames().parallelStream()
                .filter(name -> !roles.containsKey(name))
                .forEach(name -> admin.post("/" + realm + "/roles", Map.of("name", name)));
        largest.groupNames().stream()
                .filter(name -> !groups.containsKey(name))
                .forEach(name -> admin.post("/" + realm + "/groups/" + parent + "/children", Map.of("name", name)));
    }

    private void add(Holder holder, Map<String, String> roles, Map<String, String> groups) {
        var user = new HashMap<>(holder.user(holder.name()));
        user.keySet().removeAll(List.of("realmRoles", "clientRoles", "groups"));
        admin.post("/" + realm + "/users", user);
        var path = "/" + realm + "/users/" + admin.userId(realm, holder.name());
        admin.post(path + "/role-mappings/realm", List.of(composed(holder, roles)));
        assignReader(path);
        admin.put(path + "/groups/" + groupAt("staff/support"), Map.of());
        holder.groupNames().forEach(name -> admin.put(path + "/groups/" + groups.get(name), Map.of()));
    }

    private JsonNode composed(Holder holder, Map<String, String> roles) {
        var role = "/" + realm + "/roles/of-" + holder.name();
        admin.post("/" + realm + "/roles", Map.of("name", "of-" + holder.name()));
        var names = holder.roleNames();
        for (var first = 0; first < names.size(); first += BATCH) {
            var batch = names.subList(first, Math.min(names.size(), first + BATCH)).stream()
                    .map(name -> Map.of("name", name, "id", roles.getOrDefault(name, "")))
                    .toList();
            admin.post(role + "/composites", batch);
        }
        return admin.get(role);
    }

    private void assignReader(String user) {
        var orders = admin.clientUuid(realm, "orders");
        var reader = admin.get("/" + realm + "/clients/" + orders + "/roles/reader");
        admin.post(user + "/role-mappings/clients/" + orders, List.of(reader));
    }

    private String groupAt(String path) {
        return admin.get("/" + realm + "/group-by-path/" + path).path("id").asString();
    }

    private Map<String, String> ids(String path) {
        return admin.get("/" + realm + path + "?max=100000")
                .valueStream()
                .collect(toMap(
                        each -> each.path("name").asString(),
                        each -> each.path("id").asString()));
    }
}
