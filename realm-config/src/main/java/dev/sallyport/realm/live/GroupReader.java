package dev.sallyport.realm.live;

import static dev.sallyport.realm.admin.AdminApi.concurrently;
import static dev.sallyport.realm.admin.AdminApi.segment;

import dev.sallyport.realm.admin.AdminApi;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads groups by what they are in. Keycloak's export of five thousand takes minutes, and this seconds. To count what is in
 * each takes Keycloak longer than all the rest: a list of all, with little of each, tells who has some; a blank to search for is in all names.
 */
record GroupReader(AdminApi api, String below) {

    private static final int PAGE = 100;
    private static final String PLAIN = "subGroupsCount=false&populateHierarchy=false";

    ArrayNode all() {
        var parents = api.get(below + "/groups?search=%20&" + PLAIN)
                .valueStream()
                .map(group -> group.path("parentId").asString(""))
                .filter(parent -> !parent.isEmpty())
                .distinct();
        var children = concurrently(parents, id -> Map.entry(id, whole("/groups/" + segment(id) + "/children")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        var top = whole("/groups");
        top.forEach(group -> grow((ObjectNode) group, children));
        return top;
    }

    private ArrayNode whole(String place) {
        var groups = JsonNodeFactory.instance.arrayNode();
        api.pages(below + place + "?briefRepresentation=false&" + PLAIN, PAGE, groups::add);
        return groups;
    }

    private static void grow(ObjectNode group, Map<String, ArrayNode> children) {
        JsonNode below = children.get(group.path("id").asString());
        if (below != null) {
            below.forEach(child -> grow((ObjectNode) child, children));
            group.set("subGroups", below);
        }
    }
}
