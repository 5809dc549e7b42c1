package dev.sallyport.realm.files;

import dev.sallyport.realm.files.Tree.Mapping;
import dev.sallyport.realm.files.Tree.Scalar;
import dev.sallyport.realm.files.Tree.Sequence;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A tree as JSON, and where in it each part has its place, and secrets are. */
final class Json {

    private final Map<JsonPointer, Place> places = new HashMap<>();
    private final Set<JsonPointer> secrets = new HashSet<>();

    private Json() {}

    static JsonNode of(Tree tree) {
        return new Json().node(JsonPointer.empty(), "", tree);
    }

    static DesiredRealm realm(String name, Mapping tree) {
        var json = new Json();
        var representation = (ObjectNode) json.node(JsonPointer.empty(), "", tree);
        return new DesiredRealm(name, representation, json.secrets, json.places);
    }

    private JsonNode node(JsonPointer pointer, String parent, Tree tree) {
        places.put(pointer, tree.place());
        return switch (tree) {
            case Mapping mapping -> object(pointer, parent, mapping);
            case Sequence list -> array(pointer, parent, list);
            case Scalar scalar -> {
                if (scalar.filledIn()) {
                    secrets.add(pointer);
                }
                yield scalar.value();
            }
        };
    }

    private ObjectNode object(JsonPointer pointer, String parent, Mapping mapping) {
        var object = JsonNodeFactory.instance.objectNode();
        mapping.values().forEach((key, value) -> {
            var inner = pointer.appendProperty(key);
            if (Secrets.isSecret(parent, key) && !pointer.toString().startsWith("/localizationTexts")) {
                secrets.add(inner);
            }
            object.set(key, node(inner, key, value));
        });
        return object;
    }

    private ArrayNode array(JsonPointer pointer, String parent, Sequence list) {
        var array = JsonNodeFactory.instance.arrayNode();
        for (var index = 0; index < list.items().size(); index++) {
            array.add(node(pointer.appendIndex(index), parent, list.items().get(index)));
        }
        return array;
    }
}
