package dev.sallyport.realm.apply;

import dev.sallyport.realm.plan.Change;
import dev.sallyport.realm.plan.Item;
import dev.sallyport.realm.plan.Items;
import dev.sallyport.realm.plan.Key;
import dev.sallyport.realm.plan.Kind;
import dev.sallyport.realm.plan.Overlay;
import dev.sallyport.realm.plan.Plan;
import dev.sallyport.realm.plan.Replaced;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds who runs authentication flows that a plan deletes: Keycloak keeps these, and fails when all else is done. */
record RunningFlows(Items wanted, Items live, Plan plan) {

    Stream<String> reasons() {
        var deleted = plan.changes().stream()
                .filter(change -> change.action() == Change.Action.DELETE)
                .map(Change::key)
                .collect(Collectors.toSet());
        return deleted.stream()
                .filter(key ->
                        key.kind() == Kind.FLOW && Replaced.by(key.name()).isEmpty())
                .flatMap(flow -> runners(flow, deleted))
                .sorted();
    }

    private Stream<String> runners(Key flow, Set<Key> deleted) {
        return live.all().stream()
                .filter(item -> !deleted.contains(item.key()) && runs(item, flow.name()))
                .map(item -> flow + " cannot go, since " + item.key()
                        + " runs it: say in the files which flow is run instead");
    }

    private boolean runs(Item item, String flow) {
        var fields = wanted.find(item.key())
                .map(asked -> Overlay.of(asked.fields(), item.fields()))
                .orElse(item.fields());
        var named = fields.properties().stream()
                .filter(field ->
                        field.getKey().endsWith("Flow") || field.getKey().endsWith("FlowAlias"));
        var overrides = fields.path("authenticationFlowBindingOverrides").properties().stream();
        return Stream.concat(named, overrides)
                .anyMatch(field -> field.getValue().asString("").equals(flow));
    }
}
