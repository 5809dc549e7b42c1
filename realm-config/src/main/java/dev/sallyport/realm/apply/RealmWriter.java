package dev.sallyport.realm.apply;

import static dev.sallyport.realm.admin.AdminApi.segment;

import dev.sallyport.realm.plan.Change;
import dev.sallyport.realm.plan.Key;
import dev.sallyport.realm.plan.Kind;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;

/** Writes the settings of the realm, and what is the default in it. */
record RealmWriter(Target target) implements Writer {

    private static final Map<String, String> LISTS = Map.of(
            "defaultDefaultClientScopes", "/default-default-client-scopes/",
            "defaultOptionalClientScopes", "/default-optional-client-scopes/",
            "defaultGroups", "/default-groups/");

    @Override
    public void create(Change change) {
        update(change);
    }

    @Override
    public void update(Change change) {
        if (!LISTS.keySet().containsAll(Merged.touched(change))) {
            target.put("", Merged.into(target.get(""), change, LISTS.keySet()));
        }
        LISTS.keySet().stream().filter(change::touches).forEach(list -> list(change, list));
    }

    @Override
    public void delete(Change change) {
        throw new IllegalArgumentException(change.key() + " cannot be deleted");
    }

    private void list(Change change, String list) {
        var wanted = change.after().fields().path(list);
        var there = change.before().fields().path(list);
        RoleSets.surplus(wanted, there).forEach(name -> target.delete(place(list, name), null));
        RoleSets.missing(wanted, there)
                .forEach(name -> target.put(place(list, name), JsonNodeFactory.instance.objectNode()));
    }

    private String place(String list, String name) {
        var key = list.equals("defaultGroups") ? Groups.key(name) : Key.of(Kind.CLIENT_SCOPE, name);
        return LISTS.get(list) + segment(target.id(key));
    }
}
