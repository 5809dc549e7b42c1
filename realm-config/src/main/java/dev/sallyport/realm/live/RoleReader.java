package dev.sallyport.realm.live;

import static dev.sallyport.realm.admin.AdminApi.concurrently;
import static dev.sallyport.realm.admin.AdminApi.segment;

import dev.sallyport.realm.admin.AdminApi;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
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
        roles.set("realm", in("/roles"));
        var ofClients = roles.putObject("client");
        concurrently(clients.keySet().stream(), id -> Map.entry(id, in("/clients/" + segment(id) + "/roles")))
                .filter(some -> !some.getValue().isEmpty())
                .forEach(some -> ofClients.set(clients.get(some.getKey()), some.getValue()));
        compose(Stream.concat(
                roles.path("realm").valueStream(), ofClients.valueStream().flatMap(JsonNode::valueStream)));
        return roles;
    }

    private void compose(Stream<JsonNode> roles) {
        var composite = roles.filter(role -> role.path("composite").asBoolean(false));
        concurrently(
                        composite,
                        role -> Map.entry(role, composites(role.path("id").asString())))
                .forEach(role -> ((ObjectNode) role.getKey()).set("composites", role.getValue()));
    }

    private ArrayNode in(String place) {
        var roles = JsonNodeFactory.instance.arrayNode();
        api.pages(below + place + "?briefRepresentation=false", PAGE, roles::add);
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
