package dev.sallyport.realm.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes components apart: they stand in a representation by the type of their provider, and have others below them.
 *
 * @param found hears of each
 */
record Components(BiConsumer<Key, ObjectNode> found) {

    private static final String USER_PROFILE = "org.keycloak.userprofile.UserProfileProvider";

    void of(JsonNode byType) {
        of(byType, List.of());
    }

    private void of(JsonNode byType, List<String> above) {
        for (var type : byType.properties()) {
            for (var component : type.getValue()) {
                var fields = (ObjectNode) component;
                var below = fields.remove("subComponents");
                fields.put("providerType", type.getKey());
                var path = new ArrayList<>(above);
                path.addAll(List.of(type.getKey(), name(type.getKey(), fields)));
                found.accept(new Key(Kind.COMPONENT, path), fields);
                if (below != null) {
                    of(below, path);
                }
            }
        }
    }

    /** There are some of the same name for the anonymous and for the authenticated, and one user profile of any name. */
    private static String name(String type, ObjectNode component) {
        if (type.equals(USER_PROFILE)) {
            component.remove("name");
            return "settings";
        }
        var name = component.path("name").asString("");
        var subType = component.path("subType").asString("");
        return subType.isEmpty() ? name : name + " (" + subType + ")";
    }
}
