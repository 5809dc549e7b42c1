package dev.sallyport.realm.apply;

import dev.sallyport.realm.applied.Applied;
import dev.sallyport.realm.live.LiveRealm;
import dev.sallyport.realm.plan.Change;
import dev.sallyport.realm.plan.Change.Action;
import dev.sallyport.realm.plan.Declarations;
import dev.sallyport.realm.plan.FieldChange;
import dev.sallyport.realm.plan.Item;
import dev.sallyport.realm.plan.Items;
import dev.sallyport.realm.plan.Key;
import dev.sallyport.realm.plan.Ours;
import dev.sallyport.realm.plan.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keeps account of an apply, so that whatever happens the realm says truly what was done to it. */
final class Ledger {

    private final Items wanted;
    private final Items before;
    private final Applied last;
    private final boolean prune;
    private final Map<Key, Change> pending = new HashMap<>();
    private final Set<Key> made = new HashSet<>();
    private final Set<Key> deleted = new HashSet<>();

    Ledger(Items wanted, LiveRealm before, Plan plan, boolean prune) {
        this.wanted = wanted;
        this.before = before.items();
        this.last = before.applied();
        this.prune = prune;
        plan.changes().forEach(change -> pending.put(change.key(), change));
        made.addAll(last.ours().made());
    }

    /** Of a thing that is changed twice, the last change counts. */
    void made(Change change) {
        pending.remove(change.key(), change);
        if (change.action() == Action.DELETE) {
            deleted.add(change.key());
        } else if (change.action() == Action.CREATE) {
            made.add(change.key());
        }
    }

    /** With what is not done yet: of it, only what is to be created is ours already, because it may be there any moment. */
    Applied intended() {
        var creating = pending.values().stream()
                .filter(change -> change.action() == Action.CREATE)
                .map(Change::key)
                .collect(Collectors.toSet());
        return last.with(false, items(before), ours(before).with(creating), unsettled());
    }

    /** With all that is done, and how the realm looks after it. */
    Applied applied(LiveRealm after) {
        return last.with(pending.isEmpty(), items(after.items()), ours(after.items()), unsettled())
                .seen(after.items(), after.keycloak());
    }

    /** What may have another secret than before, and may not. */
    private Set<Key> unsettled() {
        return pending.values().stream()
                .filter(change -> change.action() == Action.CREATE
                        || change.fields().stream().anyMatch(FieldChange::secret))
                .map(Change::key)
                .collect(Collectors.toSet());
    }

    private Items items(Items live) {
        var items = new ArrayList<Item>();
        for (var item : wanted.all()) {
            var change = pending.get(item.key());
            if (change == null || change.action() == Action.CREATE) {
                items.add(item);
            } else {
                last.items().find(item.key()).ifPresent(items::add);
            }
        }
        var ours = new Ours(made, Items.none());
        last.items().all().stream()
                .filter(item -> wanted.find(item.key()).isEmpty() && stays(item.key(), live, ours))
                .forEach(items::add);
        return Items.of(items);
    }

    /** What is no longer in the files stays ours until it is gone, if it was ours. */
    private boolean stays(Key key, Items live, Ours ours) {
        return live.find(key).isPresent()
                && !deleted.contains(key)
                && !declarations().isPartOfWhatIs(key)
                && Stream.iterate(Optional.of(key), Optional::isPresent, one -> one.flatMap(Key::parent))
                        .flatMap(one -> live.find(one.orElseThrow()).stream())
                        .anyMatch(ours::isOurs);
    }

    /** Pruning leaves nothing, or lets it go. */
    private Ours ours(Items live) {
        var left = new ArrayList<Item>();
        declarations()
                .things()
                .filter(item -> !prune || pending.containsKey(item.key()))
                .forEach(item -> {
                    var fields = declarations().left(item, live.find(item.key()));
                    if (!fields.isEmpty()) {
                        left.add(new Item(item.key(), fields, ""));
                    }
                });
        return new Ours(made, Items.of(left));
    }

    private Declarations declarations() {
        return new Declarations(wanted, last.items(), last.ours().left());
    }
}
