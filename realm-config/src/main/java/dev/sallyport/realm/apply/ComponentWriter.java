package dev.sallyport.realm.apply;

import static dev.sallyport.realm.admin.AdminApi.segment;

import dev.sallyport.realm.plan.Change;
import dev.sallyport.realm.plan.Key;
import dev.sallyport.realm.plan.Provisional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes components. Some bring parts of their own when they are created; those that are not asked for go again, and only then
 * does the component get its name: an apply that dies before leaves a plan that still creates it.
 */
final class ComponentWriter extends PlainWriter {

    private final Set<Key> wanted;

    ComponentWriter(Target target, Set<Key> wanted) {
        super(target, Set.of());
        this.wanted = wanted;
    }

    @Override
    public void create(Change change) {
        if (target.found(change.key()).isPresent()) {
            delete(change);
        }
        super.create(change);
        if (asksForParts(change.key())) {
            var id = segment(target.id(change.key()));
            target.get("/components?parent=" + id).forEach(part -> takeOver(change.key(), part));
            var finished = (ObjectNode) target.get("/components/" + id);
            finished.set("name", change.after().fields().path("name"));
            target.put("/components/" + id, finished);
        }
    }

    private boolean asksForParts(Key whole) {
        return wanted.stream()
                .anyMatch(key -> key.parent().filter(whole::equals).isPresent());
    }

    private void takeOver(Key whole, JsonNode part) {
        var key = whole.child(
                part.path("providerType").asString(), part.path("name").asString());
        var id = part.path("id").asString();
        if (wanted.contains(key)) {
            target.created(key, id);
        } else {
            target.delete("/components/" + segment(id), null);
        }
    }

    @Override
    void complete(Change change, ObjectNode body) {
        if (change.action() == Change.Action.CREATE) {
            change.key().parent().ifPresent(parent -> body.put("parentId", target.id(parent)));
            if (asksForParts(change.key())) {
                body.put("name", body.path("name").asString() + Provisional.UNFINISHED.suffix());
            }
        }
    }
}
