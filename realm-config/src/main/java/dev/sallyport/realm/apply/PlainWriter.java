package dev.sallyport.realm.apply;

import static dev.sallyport.realm.admin.AdminApi.segment;

import dev.sallyport.realm.plan.Change;
import dev.sallyport.realm.plan.Kind;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes what Keycloak's API has one address for, and nothing beside. */
class PlainWriter implements Writer {

    final Target target;
    final Address address;

    /** Fields that are not written with the rest. */
    private final Set<String> apart;

    PlainWriter(Target target, Set<String> apart) {
        this.target = target;
        this.address = new Address(target);
        this.apart = apart;
    }

    @Override
    public void create(Change change) {
        var key = change.key();
        var body = change.after().fields().deepCopy();
        body.remove(apart);
        complete(change, body);
        var id = target.create(address.ofAll(key), body);
        target.created(
                key, byName(change) ? target.get(named(change)).path("id").asString("") : id);
    }

    @Override
    public void update(Change change) {
        var place = address.of(change.before().key());
        if (!apart.containsAll(Merged.touched(change))) {
            var body = Merged.into(now(place), change, apart);
            complete(change, body);
            target.put(place, body);
        }
        target.created(change.key(), change.before().id());
    }

    @Override
    public void delete(Change change) {
        target.delete(address.of(change.key()), null);
        target.deleted(change.key());
    }

    /** What is there, in the words of a plan. */
    JsonNode now(String place) {
        return target.get(place);
    }

    /** Adds what Keycloak wants to be told. */
    void complete(Change change, ObjectNode body) {
        if (change.key().kind() == Kind.CLIENT_SCOPE && !body.has("protocol")) {
            body.put("protocol", "openid-connect");
        }
    }

    private static boolean byName(Change change) {
        return change.key().kind() == Kind.ROLE || change.key().kind() == Kind.CLIENT_ROLE;
    }

    private String named(Change change) {
        return address.ofAll(change.key()) + "/" + segment(change.key().name());
    }
}
