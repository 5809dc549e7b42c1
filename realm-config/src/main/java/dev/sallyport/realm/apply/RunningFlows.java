package dev.sallyport.realm.apply;

import dev.sallyport.realm.files.FlowFields;
import dev.sallyport.realm.plan.Change;
import dev.sallyport.realm.plan.Items;
import dev.sallyport.realm.plan.Key;
import dev.sallyport.realm.plan.Kind;
import dev.sallyport.realm.plan.Overlay;
import dev.sallyport.realm.plan.Plan;
import dev.sallyport.realm.plan.Provisional;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Finds who runs authentication flows that a plan deletes: Keycloak keeps these, and fails when all else is done. */
record RunningFlows(Items live, Plan plan) {

    Stream<String> reasons() {
        var deleted = plan.changes().stream()
                .filter(change -> change.action() == Change.Action.DELETE)
                .map(Change::key)
                .collect(Collectors.toSet());
        var left = left(deleted);
        return deleted.stream()
                .filter(key -> key.kind() == Kind.FLOW
                        && Provisional.REPLACED.plain(key.name()).isEmpty())
                .flatMap(flow -> runners(flow, left))
                .sorted();
    }

    /** The realm as it would be. */
    private Map<Key, JsonNode> left(Set<Key> deleted) {
        var left = new HashMap<Key, JsonNode>();
        live.all().forEach(item -> left.put(item.key(), item.fields()));
        plan.changes().stream()
                .filter(change -> !deleted.contains(change.key()))
                .forEach(change ->
                        left.merge(change.key(), change.after().fields(), (there, asked) -> Overlay.of(asked, there)));
        left.keySet().removeAll(deleted);
        return left;
    }

    private static Stream<String> runners(Key flow, Map<Key, JsonNode> left) {
        return left.entrySet().stream()
                .filter(item -> runs(item.getValue(), flow.name()))
                .map(item -> flow + " cannot go, since " + item.getKey()
                        + " runs it: say in the files which flow is run instead");
    }

    private static boolean runs(JsonNode fields, String flow) {
        return FlowFields.in(fields)
                .anyMatch(field -> field.getValue().asString("").equals(flow));
    }
}
