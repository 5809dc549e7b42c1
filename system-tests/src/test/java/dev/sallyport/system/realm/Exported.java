package dev.sallyport.system.realm;

import static java.util.Comparator.comparingInt;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Keycloak's own export of a realm, a line for each value, without what is another in each realm. */
final class Exported {

    private static final Set<String> OWN = Set.of(
            "id",
            "containerId",
            "internalId",
            "parentId",
            "createdTimestamp",
            "sallyport.realm.applied",
            "client.secret.creation.time");

    private static final List<String> NAMES =
            List.of("clientId", "name", "alias", "username", "authenticator", "flowAlias", "client", "clientScope");

    private final Set<String> lines = new TreeSet<>();
    private final String realm;

    private Exported(String realm) {
        this.realm = realm;
    }

    static Set<String> of(RealmTool tool) {
        var path = "/" + tool.realm + "/partial-export?exportClients=true&exportGroupsAndRoles=true";
        var exported = new Exported(tool.realm);
        exported.add("", tool.admin().post(path, List.of()));
        return exported.lines;
    }

    /** What is in one of two realms only. */
    static Set<String> differences(RealmTool one, RealmTool other) {
        var lines = of(one);
        var differences = new TreeSet<String>();
        of(other).stream()
                .filter(line -> !lines.remove(line))
                .forEach(line -> differences.add("only imported: " + line));
        lines.forEach(line -> differences.add("only applied: " + line));
        return differences;
    }

    private void add(String path, JsonNode node) {
        node.properties().stream()
                .filter(field -> !OWN.contains(field.getKey()))
                .forEach(field -> add(path + "/" + field.getKey(), field.getValue()));
        if (path.endsWith("/authenticationExecutions")) {
            steps(path, node);
        } else if (node.isArray()) {
            node.forEach(element -> add(path + "/" + name(element), element));
        } else if (!node.isObject()) {
            lines.add((path + "=" + node.asString("")).replace(realm, "REALM"));
        }
    }

    /** Of the steps of a flow only the order counts, whatever their numbers are. */
    private void steps(String path, JsonNode executions) {
        var sorted = executions
                .valueStream()
                .sorted(comparingInt(execution -> execution.path("priority").asInt()))
                .toList();
        for (var step = 0; step < sorted.size(); step++) {
            var execution = ((ObjectNode) sorted.get(step)).deepCopy();
            execution.remove("priority");
            add(path + "/" + step + " " + name(execution), execution);
        }
    }

    private static String name(JsonNode element) {
        return NAMES.stream()
                .filter(element::hasNonNull)
                .findFirst()
                .map(field ->
                        element.path(field).asString() + element.path("subType").asString(""))
                .orElse("");
    }
}
