package dev.sallyport.realm.plan;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What may be shown of a representation: all but its secrets. */
final class Shown {

    static final String HIDDEN = "(secret)";

    private Shown() {}

    static JsonNode of(JsonNode node) {
        if (Secret.isIn(node) || Secret.isMask(node)) {
            return JsonNodeFactory.instance.stringNode(HIDDEN);
        }
        if (node instanceof ObjectNode object) {
            var copy = JsonNodeFactory.instance.objectNode();
            object.forEachEntry((name, value) -> copy.set(name, of(value)));
            return copy;
        }
        if (node instanceof ArrayNode list) {
            var copy = JsonNodeFactory.instance.arrayNode();
            list.forEach(element -> copy.add(of(element)));
            return copy;
        }
        return node;
    }
}
