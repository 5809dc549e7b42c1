package dev.sallyport.realm.plan;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * One field that is other than asked for.
 *
 * @param path where in the thing it is
 * @param before what is there; missing if nothing is
 * @param after what is asked for; missing if nothing is
 */
public record FieldChange(List<String> path, JsonNode before, JsonNode after) {

    public FieldChange {
        path = List.copyOf(path);
    }

    /** Whether nobody may see the values. */
    public boolean secret() {
        return Secret.isIn(before) || Secret.isIn(after) || Secret.isMask(before) || Secret.isMask(after);
    }

    String name() {
        return String.join("/", path);
    }
}
