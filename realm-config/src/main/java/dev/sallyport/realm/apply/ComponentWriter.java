package dev.sallyport.realm.apply;

import static dev.sallyport.realm.admin.AdminApi.segment;

import dev.sallyport.realm.plan.Change;
import dev.sallyport.realm.plan.Key;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes components. Some bring parts of their own when they are created; those that are not asked for go again. */
final class ComponentWriter extends PlainWriter {

    private final Set<Key> wanted;

    ComponentWriter(Target target, Set<Key> wanted) {
        super(target, Set.of());
        this.wanted = wanted;
    }

    @Override
    public void create(Change change) {
        if (target.found(change.key()).isPresent()) {
            replace(change);
            return;
        }
        super.create(change);
        var asksForParts = wanted.stream()
                .anyMatch(key -> key.parent().filter(change.key()::equals).isPresent());
        if (asksForParts) {
            target.get("/components?parent=" + segment(target.id(change.key())))
                    .forEach(part -> takeOver(change.key(), part));
        }
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

    private void replace(Change change) {
        target.delete(address.of(change.key()), null);
        target.deleted(change.key());
        super.create(change);
    }

    @Override
    void complete(Change change, ObjectNode body) {
        if (change.action() == Change.Action.CREATE) {
            change.key().parent().ifPresent(parent -> body.put("parentId", target.id(parent)));
        }
    }
}
