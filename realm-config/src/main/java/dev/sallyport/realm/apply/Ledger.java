package dev.sallyport.realm.apply;

import dev.sallyport.realm.applied.Applied;
import dev.sallyport.realm.live.LiveRealm;
import dev.sallyport.realm.plan.Change;
import dev.sallyport.realm.plan.Change.Action;
import dev.sallyport.realm.plan.FieldChange;
import dev.sallyport.realm.plan.Item;
import dev.sallyport.realm.plan.Items;
import dev.sallyport.realm.plan.Key;
import dev.sallyport.realm.plan.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Keeps account of an apply, so that whatever happens the realm says truly what was done to it. */
final class Ledger {

    private final Items wanted;
    private final Applied last;
    private final Map<Key, Change> pending = new HashMap<>();
    private final Set<Key> deleted = new HashSet<>();

    Ledger(Items wanted, Applied last, Plan plan) {
        this.wanted = wanted;
        this.last = last;
        plan.changes().forEach(change -> pending.put(change.key(), change));
    }

    /** Of a thing that is changed twice, the last change counts. */
    void made(Change change) {
        pending.remove(change.key(), change);
        if (change.action() == Action.DELETE) {
            deleted.add(change.key());
        }
    }

    /** With what is not done yet: of it, only what is to be created is ours already, because it may be there any moment. */
    Applied intended() {
        return last.with(false, items(), unsettled());
    }

    /** With all that is done, and how the realm looks after it. */
    Applied applied(LiveRealm after) {
        return last.with(pending.isEmpty(), items(), unsettled()).seen(after.items(), after.keycloak());
    }

    /** What may have another secret than before, and may not. */
    private Set<Key> unsettled() {
        return pending.values().stream()
                .filter(change -> change.action() == Action.CREATE
                        || change.fields().stream().anyMatch(FieldChange::secret))
                .map(Change::key)
                .collect(Collectors.toSet());
    }

    private Items items() {
        var items = new ArrayList<Item>();
        var known = new HashSet<Key>();
        for (var item : wanted.all()) {
            known.add(item.key());
            var change = pending.get(item.key());
            if (change == null || change.action() == Action.CREATE) {
                items.add(item);
            } else {
                last.items().find(item.key()).ifPresent(items::add);
            }
        }
        last.items().all().stream().filter(item -> stays(item, known)).forEach(items::add);
        return Items.of(items);
    }

    /** What is no longer in the files stays ours until it is deleted. */
    private boolean stays(Item item, Set<Key> known) {
        return !known.contains(item.key()) && !deleted.contains(item.key());
    }
}
