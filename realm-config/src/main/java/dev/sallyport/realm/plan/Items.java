package dev.sallyport.realm.plan;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** All things of a realm by their keys, in the order of their kinds; of one kind in the order they stand in. */
public final class Items {

    private final Map<Key, Item> byKey;

    Items(Map<Key, Item> byKey) {
        this.byKey = Collections.unmodifiableMap(byKey);
    }

    /** The things of a realm in Keycloak's representation, which is taken apart by this. */
    public static Items of(ObjectNode representation) {
        return new TakenApart(representation).items();
    }

    public static Items none() {
        return new Items(Map.of());
    }

    /** These, in this order. */
    public static Items of(Iterable<Item> items) {
        var byKey = new LinkedHashMap<Key, Item>();
        items.forEach(item -> byKey.put(item.key(), item));
        return new Items(byKey);
    }

    public Collection<Item> all() {
        return byKey.values();
    }

    public Optional<Item> find(Key key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /** The same, where one has another name, also for those that name it. */
    public Items renamed(Key from, Key to) {
        var names = new RenamedNames(from, to);
        var changed = new LinkedHashMap<Key, Item>();
        byKey.forEach((key, item) -> {
            var renamed = Renaming.of(key, from, to);
            changed.put(renamed, new Item(renamed, names.in(item.fields()), item.id()));
        });
        return new Items(changed);
    }
}
