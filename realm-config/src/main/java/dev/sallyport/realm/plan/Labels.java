package dev.sallyport.realm.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What the elements of a list are called, so that one is compared with its like and not with its neighbour. */
record Labels(List<String> names) {

    private static final List<String> FIELDS =
            List.of("name", "alias", "key", "authenticator", "clientId", "executor", "condition", "username");

    static Labels of(JsonNode list) {
        var names = new ArrayList<String>();
        list.forEach(element -> names.add(label(element)));
        return new Labels(names);
    }

    boolean distinct() {
        return !names.contains("") && new HashSet<>(names).size() == names.size();
    }

    boolean otherOrderThan(Labels there) {
        var common = names.stream().filter(there.names::contains).toList();
        var commonThere = there.names.stream().filter(names::contains).toList();
        return !common.equals(commonThere);
    }

    ArrayNode node() {
        var node = JsonNodeFactory.instance.arrayNode();
        names.forEach(node::add);
        return node;
    }

    private static String label(JsonNode element) {
        if (element.path("flow").hasNonNull("alias")) {
            return element.path("flow").path("alias").asString();
        }
        return FIELDS.stream()
                .filter(element::hasNonNull)
                .findFirst()
                .map(field -> element.path(field).asString())
                .orElse("");
    }
}
