package dev.sallyport.realm.live;

import static dev.sallyport.realm.admin.AdminApi.segment;

import dev.sallyport.realm.admin.AdminApi;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads groups level by level. Keycloak's export of five thousand takes minutes, and this seconds. */
record GroupReader(AdminApi api, String below) {

    private static final int PAGE = 100;

    ArrayNode all() {
        return level("/groups");
    }

    private ArrayNode level(String place) {
        var groups = JsonNodeFactory.instance.arrayNode();
        api.pages(below + place + "?briefRepresentation=false", PAGE, group -> {
            if (group.path("subGroupCount").asInt(1) > 0) {
                var children = "/groups/" + segment(group.path("id").asString()) + "/children";
                ((ObjectNode) group).set("subGroups", level(children));
            }
            groups.add(group);
        });
        return groups;
    }
}
