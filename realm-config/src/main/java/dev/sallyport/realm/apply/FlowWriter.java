package dev.sallyport.realm.apply;

import static dev.sallyport.realm.admin.AdminApi.segment;

import dev.sallyport.realm.files.FlowFields;
import dev.sallyport.realm.plan.Change;
import dev.sallyport.realm.plan.Item;
import dev.sallyport.realm.plan.Key;
import dev.sallyport.realm.plan.Kind;
import dev.sallyport.realm.plan.Overlay;
import dev.sallyport.realm.plan.Provisional;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes authentication flows. One that is changed is built anew beside the old one; then whoever ran the old one is turned
 * to the new one at once, and the old one goes. At no moment does a login meet half of a flow.
 */
record FlowWriter(Target target) implements Writer {

    @Override
    public void create(Change change) {
        target.created(change.key(), new FlowTree(target).build(change.after().fields(), true));
    }

    @Override
    public void update(Change change) {
        if (Set.of("alias", "description").containsAll(Merged.touched(change))) {
            var place = "/authentication/flows/" + segment(change.before().id());
            target.put(place, Merged.into(target.get(place), change, Set.of()));
            target.created(change.key(), change.before().id());
        } else if (!(isSmall(change) && inPlace(change))) {
            if (FlowStep.isOfBuiltIn(change)) {
                throw new Stopped(change.key() + " is not any more as it was planned: plan again");
            }
            replace(change);
        }
    }

    @Override
    public void delete(Change change) {
        var alias = change.key().name();
        var id = target.id(change.key());
        Provisional.REPLACED
                .plain(alias)
                .ifPresent(successor -> turn(alias, id, successor, target.id(Key.of(Kind.FLOW, successor))));
        target.delete("/authentication/flows/" + segment(id), null);
        target.deleted(change.key());
    }

    /** One step can be made another in place; what is built in, in no other way. */
    private static boolean isSmall(Change change) {
        return FlowStep.isOfBuiltIn(change) || change.fields().size() == 1;
    }

    /** Finds all before it writes any. */
    private boolean inPlace(Change change) {
        var place = "/authentication/flows/" + segment(change.key().name()) + "/executions";
        var executions = target.get(place);
        var steps = new LinkedHashMap<FlowStep, JsonNode>();
        for (var field : change.fields()) {
            var step = FlowStep.of(field);
            var found = step.flatMap(each -> each.in(executions));
            if (found.isEmpty()) {
                return false;
            }
            steps.put(step.get(), found.get());
        }
        steps.forEach((step, execution) -> write(step, execution, place, change));
        target.created(change.key(), change.before().id());
        return true;
    }

    private void write(FlowStep step, JsonNode execution, String place, Change change) {
        var wanted = step.inTree(change.after().fields());
        if (step.requirement()) {
            target.put(place, ((ObjectNode) execution).set("requirement", wanted.path("requirement")));
            return;
        }
        var config = execution.path("authenticationConfig").asString("");
        if (config.isEmpty()) {
            var id = execution.path("id").asString();
            target.create("/authentication/executions/" + segment(id) + "/config", wanted.path("config"));
        } else {
            var known = "/authentication/config/" + segment(config);
            target.put(known, Overlay.of(wanted.path("config"), target.get(known)));
        }
    }

    private void replace(Change change) {
        var alias = change.before().fields().path("alias").asString();
        var suffix = Provisional.REPLACED.suffix();
        var trees = new FlowTree(target);
        trees.rename(alias, change.before().id(), suffix);
        var id = trees.build(complete(change), true);
        turn(alias + suffix, change.before().id(), change.key().name(), id);
        target.delete("/authentication/flows/" + segment(change.before().id()), null);
        target.created(change.key(), id);
    }

    /** What the files say, and what they do not say as it was. */
    private static JsonNode complete(Change change) {
        return Overlay.of(change.after().fields(), change.before().fields());
    }

    private void turn(String oldAlias, String oldId, String alias, String id) {
        var realm = (ObjectNode) target.get("");
        replaced(realm, oldAlias, alias, () -> target.put("", realm));
        target.before().all().forEach(item -> turnOne(item, oldAlias, oldId, alias, id));
    }

    private void turnOne(Item item, String oldAlias, String oldId, String alias, String id) {
        if (item.key().kind() == Kind.CLIENT
                && !item.fields().path(FlowFields.OF_CLIENT).isEmpty()) {
            var place = "/clients/" + segment(target.id(item.key()));
            var client = (ObjectNode) target.get(place);
            client.remove(List.of("secret", "protocolMappers"));
            replaced(client, oldId, id, () -> target.put(place, client));
        }
        if (item.key().kind() == Kind.IDENTITY_PROVIDER) {
            var place = "/identity-provider/instances/" + segment(item.key().name());
            var provider = (ObjectNode) target.get(place);
            replaced(provider, oldAlias, alias, () -> target.put(place, provider));
        }
    }

    private static void replaced(ObjectNode runner, String from, String to, Runnable write) {
        var found = FlowFields.in(runner)
                .filter(field -> field.getValue().asString("").equals(from))
                .toList();
        found.forEach(field -> field.setValue(runner.stringNode(to)));
        if (!found.isEmpty()) {
            write.run();
        }
    }
}
