package dev.sallyport.realm.drift;

import dev.sallyport.realm.applied.Applied;
import dev.sallyport.realm.live.LiveRealm;
import dev.sallyport.realm.plan.Change;
import dev.sallyport.realm.plan.Change.Action;
import dev.sallyport.realm.plan.FieldChange;
import dev.sallyport.realm.plan.Item;
import dev.sallyport.realm.plan.Key;
import dev.sallyport.realm.plan.Kind;
import dev.sallyport.realm.plan.Ours;
import dev.sallyport.realm.plan.Plan;
import dev.sallyport.realm.plan.Planner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What became of a realm since something was applied to it, read as changes that somebody made. It needs no files: the realm
 * remembers what was applied.
 */
public final class Drift {

    private final LiveRealm live;
    private final Applied applied;
    private final List<Change> changes = new ArrayList<>();

    private Drift(LiveRealm live) {
        this.live = live;
        this.applied = live.applied();
    }

    /** All that is other than it was. */
    public static Plan of(String realm, LiveRealm live) {
        return new Drift(live).plan(realm);
    }

    /** Whether it sees what the files do not declare: not after an upgrade of Keycloak, which changes that itself. */
    public static boolean seesAll(LiveRealm live) {
        return live.applied().keycloak().equals(live.keycloak());
    }

    private Plan plan(String realm) {
        new Planner(applied.items(), Optional.of(live.items()), applied.items(), Ours.NOTHING, applied, false)
                .plan(realm)
                .changes()
                .forEach(undoing -> changes.add(turned(undoing)));
        if (seesAll(live)) {
            var told = changes.stream().map(Change::key).collect(Collectors.<Key>toSet());
            live.items().all().stream()
                    .filter(item -> !told.contains(item.key()) && item.key().kind() != Kind.USER)
                    .forEach(this::beyondTheFiles);
        }
        return new Plan(realm, false, changes, List.of());
    }

    /** What would undo it, turned round. */
    private static Change turned(Change undoing) {
        var fields = undoing.fields().stream()
                .map(field -> new FieldChange(field.path(), /* before= */ field.after(), /* after= */ field.before()))
                .toList();
        var action = switch (undoing.action()) {
            case CREATE -> Action.DELETE;
            case UPDATE -> Action.UPDATE;
            case DELETE -> Action.CREATE;
        };
        return new Change(action, undoing.key(), fields, /* before= */ undoing.after(), /* after= */ undoing.before());
    }

    private void beyondTheFiles(Item item) {
        var same = applied.same(item);
        if (same.isEmpty()) {
            changes.add(new Change(Action.CREATE, item.key(), List.of(), nothing(item.key()), item));
        } else if (!same.get()) {
            changes.add(new Change(Action.UPDATE, item.key(), List.of(), item, item));
        }
    }

    private static Item nothing(Key key) {
        return new Item(key, JsonNodeFactory.instance.objectNode(), "");
    }
}
