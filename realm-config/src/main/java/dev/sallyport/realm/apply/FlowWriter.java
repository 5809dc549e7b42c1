package dev.sallyport.realm.apply;

import static dev.sallyport.realm.admin.AdminApi.segment;

import dev.sallyport.realm.plan.Change;
import dev.sallyport.realm.plan.Item;
import dev.sallyport.realm.plan.Key;
import dev.sallyport.realm.plan.Kind;
import dev.sallyport.realm.plan.Replaced;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes authentication flows. One that is changed is built anew beside the old one; then whoever ran the old one is turned
 * to the new one at once, and the old one goes. At no moment does a login meet half of a flow.
 */
record FlowWriter(Target target) implements Writer {

    private static final List<String> OF_PROVIDERS = List.of("firstBrokerLoginFlowAlias", "postBrokerLoginFlowAlias");

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
        } else if (isOneRequirement(change)) {
            requirement(change);
        } else {
            replace(change);
        }
    }

    @Override
    public void delete(Change change) {
        var alias = change.key().name();
        var id = target.id(change.key());
        Replaced.by(alias).ifPresent(successor -> turn(alias, id, successor, target.id(Key.of(Kind.FLOW, successor))));
        target.delete("/authentication/flows/" + segment(id), null);
        target.deleted(change.key());
    }

    /** One step: it can be made in place. */
    private static boolean isOneRequirement(Change change) {
        return change.fields().size() == 1
                && change.fields().getFirst().path().getLast().equals("requirement")
                && !change.fields().getFirst().after().isMissingNode();
    }

    private void requirement(Change change) {
        var field = change.fields().getFirst();
        var label = field.path().get(field.path().size() - 2);
        var place = "/authentication/flows/" + segment(change.key().name()) + "/executions";
        var level = (field.path().size() - 3) / 3;
        for (var execution : target.get(place)) {
            var named = label.equals(execution.path("providerId").asString(""))
                    || label.equals(execution.path("displayName").asString(""));
            if (named && execution.path("level").asInt() == level) {
                var body = (ObjectNode) execution;
                body.set("requirement", field.after());
                target.put(place, body);
                return;
            }
        }
        replace(change);
    }

    private void replace(Change change) {
        var alias = change.before().fields().path("alias").asString();
        var suffix = Replaced.suffix();
        var trees = new FlowTree(target);
        trees.rename(alias, change.before().id(), suffix);
        var id = trees.build(complete(change), true);
        turn(alias + suffix, change.before().id(), change.key().name(), id);
        target.delete("/authentication/flows/" + segment(change.before().id()), null);
        target.created(change.key(), id);
    }

    /** What the files say, and what they do not say as it was. */
    private static JsonNode complete(Change change) {
        var whole = change.before().fields().deepCopy();
        change.after().fields().forEachEntry(whole::set);
        return whole;
    }

    private void turn(String oldAlias, String oldId, String alias, String id) {
        var realm = (ObjectNode) target.get("");
        var bound = false;
        for (var field : realm.properties()) {
            if (field.getKey().endsWith("Flow") && field.getValue().asString("").equals(oldAlias)) {
                field.setValue(realm.stringNode(alias));
                bound = true;
            }
        }
        if (bound) {
            target.put("", realm);
        }
        target.before().all().forEach(item -> turnOne(item, oldAlias, oldId, alias, id));
    }

    private void turnOne(Item item, String oldAlias, String oldId, String alias, String id) {
        if (item.key().kind() == Kind.CLIENT
                && !item.fields().path("authenticationFlowBindingOverrides").isEmpty()) {
            var place = "/clients/" + segment(target.id(item.key()));
            var client = (ObjectNode) target.get(place);
            client.remove(List.of("secret", "protocolMappers"));
            replaced(client.path("authenticationFlowBindingOverrides"), oldId, id, () -> target.put(place, client));
        }
        if (item.key().kind() == Kind.IDENTITY_PROVIDER) {
            var place = "/identity-provider/instances/" + segment(item.key().name());
            var provider = (ObjectNode) target.get(place);
            var named = provider.objectNode();
            OF_PROVIDERS.forEach(field -> named.set(field, provider.path(field)));
            replaced(named, oldAlias, alias, () -> {
                named.forEachEntry(provider::set);
                target.put(place, provider);
            });
        }
    }

    private static void replaced(JsonNode fields, String from, String to, Runnable write) {
        var found = false;
        for (var field : fields.properties()) {
            if (field.getValue().asString("").equals(from)) {
                field.setValue(((ObjectNode) fields).stringNode(to));
                found = true;
            }
        }
        if (found) {
            write.run();
        }
    }
}
