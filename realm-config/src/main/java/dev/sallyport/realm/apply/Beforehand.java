package dev.sallyport.realm.apply;

import dev.sallyport.realm.plan.Change;
import dev.sallyport.realm.plan.Item;
import dev.sallyport.realm.plan.Items;
import dev.sallyport.realm.plan.Key;
import dev.sallyport.realm.plan.Kind;
import dev.sallyport.realm.plan.Plan;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Sees before anything is written whether a plan can be carried out: whether what it names is there, or will be. */
record Beforehand(Items wanted, Items live) {

    private static final List<String> SCOPES = List.of(
            "defaultClientScopes", "optionalClientScopes", "defaultDefaultClientScopes", "defaultOptionalClientScopes");

    /** @throws Stopped if it cannot */
    void check(Plan plan) {
        var written = plan.changes().stream()
                .filter(change -> change.action() != Change.Action.DELETE)
                .flatMap(this::reasons)
                .distinct();
        var reasons =
                Stream.concat(written, new RunningFlows(live, plan).reasons()).toList();
        if (!reasons.isEmpty()) {
            throw new Stopped("Nothing was changed in the realm:\n  " + String.join("\n  ", reasons));
        }
    }

    private Stream<String> reasons(Change change) {
        var missing = named(change.after())
                .filter(key -> wanted.find(key).or(() -> live.find(key)).isEmpty())
                .map(key -> "There is no " + key + ", and the files do not declare it; " + change.key() + " names it");
        return Stream.concat(missing, refusal(change).stream());
    }

    private static Optional<String> refusal(Change change) {
        return change.key().kind() == Kind.FLOW ? FlowStep.refusal(change) : Optional.empty();
    }

    private static Stream<Key> named(Item item) {
        var fields = item.fields();
        return switch (item.key().kind()) {
            case CLIENT, DEFAULTS ->
                Stream.concat(
                        SCOPES.stream()
                                .flatMap(list -> names(fields.path(list)).map(name -> Key.of(Kind.CLIENT_SCOPE, name))),
                        names(fields.path("defaultGroups")).map(Groups::key));
            case USER, GROUP ->
                Stream.concat(
                        roles(RoleSets.mapped(fields)),
                        names(fields.path("groups")).map(Groups::key));
            case COMPOSITES, CLIENT_COMPOSITES, SCOPE_ROLES, CLIENT_SCOPE_ROLES -> roles(RoleSets.contained(fields));
            default -> Stream.empty();
        };
    }

    private static Stream<Key> roles(RoleSets sets) {
        return Stream.concat(
                names(sets.realm()).map(name -> Key.of(Kind.ROLE, name)),
                sets.clients().properties().stream()
                        .flatMap(client ->
                                names(client.getValue()).map(name -> Key.of(Kind.CLIENT_ROLE, client.getKey(), name))));
    }

    private static Stream<String> names(JsonNode list) {
        return list.valueStream().map(name -> name.asString(""));
    }
}
