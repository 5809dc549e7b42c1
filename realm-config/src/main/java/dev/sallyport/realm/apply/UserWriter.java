package dev.sallyport.realm.apply;

import static dev.sallyport.realm.admin.AdminApi.segment;

import dev.sallyport.realm.plan.Change;
import dev.sallyport.realm.plan.Key;
import dev.sallyport.realm.plan.Kind;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Writes users, their roles and groups. A password is set when somebody is created, and never again. */
final class UserWriter extends PlainWriter {

    private static final String OF_CLIENT = "serviceAccountClientId";

    UserWriter(Target target) {
        super(target, Set.of("realmRoles", "clientRoles", "groups", OF_CLIENT));
    }

    /** The account of a client came with the client. */
    @Override
    public void create(Change change) {
        var client = change.after().fields().path(OF_CLIENT).asString("");
        if (client.isEmpty()) {
            super.create(change);
        } else {
            var account = "/clients/" + segment(target.id(Key.of(Kind.CLIENT, client))) + "/service-account-user";
            target.created(change.key(), target.get(account).path("id").asString());
            var place = address.of(change.key());
            var body = (ObjectNode) target.get(place);
            var wanted = change.after().fields().deepCopy();
            wanted.remove(List.of("realmRoles", "clientRoles", "groups", OF_CLIENT));
            wanted.forEachEntry(body::set);
            target.put(place, body);
        }
        belongings(change);
    }

    @Override
    public void update(Change change) {
        super.update(change);
        belongings(change);
    }

    private void belongings(Change change) {
        var place = address.of(change.key());
        var wanted = change.after().fields();
        var there = change.before().fields();
        RoleSets.write(target, place + "/role-mappings", RoleSets.mapped(wanted), RoleSets.mapped(there));
        var groups = wanted.path("groups");
        RoleSets.missing(groups, there.path("groups")).forEach(path -> target.put(place + group(path), null));
        RoleSets.surplus(groups, there.path("groups")).forEach(path -> target.delete(place + group(path), null));
    }

    private String group(String path) {
        return "/groups/" + segment(target.id(Groups.key(path)));
    }
}
