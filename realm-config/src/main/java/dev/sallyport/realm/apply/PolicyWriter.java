package dev.sallyport.realm.apply;

import dev.sallyport.realm.plan.Change;
import dev.sallyport.realm.plan.Kind;
import dev.sallyport.realm.plan.Overlay;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes client profiles and client policies, which Keycloak takes all together. */
record PolicyWriter(Target target) implements Writer {

    @Override
    public void create(Change change) {
        write(change, change.after().fields());
    }

    @Override
    public void update(Change change) {
        write(change, change.after().fields());
    }

    @Override
    public void delete(Change change) {
        write(change, null);
    }

    private void write(Change change, @Nullable JsonNode wanted) {
        var list = change.key().kind() == Kind.CLIENT_PROFILE ? "profiles" : "policies";
        var place = "/client-policies/" + list;
        var all = (ObjectNode) target.get(place);
        all.remove("globalProfiles");
        all.remove("globalPolicies");
        var named = all.withArrayProperty(list);
        var at = named.valueStream()
                .map(one -> one.path("name").asString(""))
                .toList()
                .indexOf(change.key().name());
        if (wanted == null) {
            named.remove(at);
        } else if (at < 0) {
            named.add(wanted);
        } else {
            named.set(at, Overlay.of(wanted, named.path(at)));
        }
        target.put(place, all);
    }
}
