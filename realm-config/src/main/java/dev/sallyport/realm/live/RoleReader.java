package dev.sallyport.realm.live;

import static dev.sallyport.realm.admin.AdminApi.segment;

import dev.sallyport.realm.admin.AdminApi;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads roles and what they are composed of, as Keycloak's export has them: there they come with the groups alone.
 *
 * @param clients their names by their ids
 */
record RoleReader(AdminApi api, String below, Map<String, String> clients) {

    private static final int PAGE = 100;

    ObjectNode all() {
        var roles = JsonNodeFactory.instance.objectNode();
        roles.set("realm", of("/roles"));
        var ofClients = roles.putObject("client");
        clients.forEach((id, name) -> {
            var some = of("/clients/" + segment(id) + "/roles");
            if (!some.isEmpty()) {
                ofClients.set(name, some);
            }
        });
        return roles;
    }

    private ArrayNode of(String place) {
        var roles = JsonNodeFactory.instance.arrayNode();
        api.pages(below + place + "?briefRepresentation=false", PAGE, role -> {
            if (role.path("composite").asBoolean(false)) {
                ((ObjectNode) role).set("composites", composites(role.path("id").asString()));
            }
            roles.add(role);
        });
        return roles;
    }

    private ObjectNode composites(String id) {
        var composites = JsonNodeFactory.instance.objectNode();
        api.get(below + "/roles-by-id/" + segment(id) + "/composites").forEach(role -> {
            var client = clients.get(role.path("containerId").asString(""));
            var names = client == null
                    ? composites.withArrayProperty("realm")
                    : composites.withObjectProperty("client").withArrayProperty(client);
            names.add(role.path("name").asString());
        });
        return composites;
    }
}
