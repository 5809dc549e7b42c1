package dev.sallyport.realm.plan;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A plan for machines. */
public final class PlanJson {

    private PlanJson() {}

    /** With a fingerprint that {@code apply --expect} takes. */
    public static ObjectNode withFingerprint(Plan plan) {
        return of(plan).put("fingerprint", plan.fingerprint());
    }

    static ObjectNode of(Plan plan) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("realm", plan.realm());
        node.put("new", plan.realmIsNew());
        var changes = node.putArray("changes");
        plan.changes().forEach(change -> changes.add(change(change)));
        var kept = node.putArray("kept");
        plan.kept().forEach(one -> kept.add(kept(one)));
        return node;
    }

    private static ObjectNode change(Change change) {
        var node = key(change.key());
        node.put("action", change.action().word());
        switch (change.action()) {
            case CREATE -> node.set("after", Shown.of(change.after().fields()));
            case DELETE -> node.set("before", Shown.of(change.before().fields()));
            case UPDATE -> {
                var fields = node.putArray("fields");
                change.fields().forEach(field -> fields.add(field(field)));
            }
        }
        return node;
    }

    private static ObjectNode kept(Kept kept) {
        var node = key(kept.key());
        if (!kept.path().isEmpty()) {
            kept.path().forEach(node.putArray("path")::add);
        }
        return kept.others() ? node.put("because", "others made parts of it") : node;
    }

    private static ObjectNode key(Key key) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("kind", key.kind().words());
        var path = node.putArray("name");
        key.path().forEach(path::add);
        return node;
    }

    private static JsonNode field(FieldChange field) {
        var node = JsonNodeFactory.instance.objectNode();
        var path = node.putArray("path");
        field.path().forEach(path::add);
        if (field.secret()) {
            return node.put("secret", "changed");
        }
        if (!field.before().isMissingNode()) {
            node.set("before", Shown.of(field.before()));
        }
        if (!field.after().isMissingNode()) {
            node.set("after", Shown.of(field.after()));
        }
        return node;
    }
}
