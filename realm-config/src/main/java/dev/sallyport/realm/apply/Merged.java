package dev.sallyport.realm.apply;

import dev.sallyport.realm.plan.Change;
import dev.sallyport.realm.plan.Difference;
import dev.sallyport.realm.plan.Key;
import dev.sallyport.realm.plan.Overlay;
import dev.sallyport.realm.plan.SecretMemory;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is there, with the change made in it: most of Keycloak's API replaces things as a whole. */
final class Merged {

    private Merged() {}

    /**
     * The change made in what is there now.
     *
     * @throws Stopped if it is not there any more as the plan has shown it
     */
    static ObjectNode into(JsonNode now, Change change, Set<String> notNow) {
        var merged = (ObjectNode) now.deepCopy();
        for (var field : touched(change)) {
            if (!notNow.contains(field)) {
                unchanged(now, change, field);
                merged.set(field, Overlay.of(change.after().fields().path(field), now.path(field)));
            }
        }
        return merged;
    }

    static Set<String> touched(Change change) {
        var fields = new HashSet<String>();
        change.fields().forEach(field -> fields.add(field.path().getFirst()));
        return fields;
    }

    private static void unchanged(JsonNode now, Change change, String field) {
        var before = change.before().fields().path(field);
        var current = now.path(field);
        var same = before.isMissingNode() ? isUnseen(current) : isSame(change.key(), field, before, current);
        if (now.has(field) && !same) {
            throw new Stopped("Someone else has changed the %s of %s since the plan was made: plan again"
                    .formatted(field, change.key()));
        }
    }

    /** Lists of things leave out some that each of them has: only what is no container is always there to be seen. */
    private static boolean isUnseen(JsonNode current) {
        return current.isContainer() || current.asString("").isEmpty();
    }

    private static boolean isSame(Key key, String field, JsonNode before, JsonNode current) {
        var shown = JsonNodeFactory.instance.objectNode().set(field, before);
        var there = JsonNodeFactory.instance.objectNode().set(field, current);
        return Difference.between(key, shown, there, SecretMemory.NONE).isEmpty();
    }
}
