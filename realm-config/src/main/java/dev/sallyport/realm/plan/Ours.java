package dev.sallyport.realm.plan;

import dev.sallyport.realm.files.ManagedBy;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What of a realm is ours to delete, besides what carries our mark.
 *
 * @param made what an apply created
 * @param left fields that files gave to things, and do not declare any more
 */
public record Ours(Set<Key> made, Items left) {

    public static final Ours NOTHING = new Ours(Set.of(), Items.none());

    public Ours {
        made = Set.copyOf(made);
    }

    /** Whether it was made by an apply, or compiled from files. */
    public boolean isOurs(Item live) {
        return made.contains(live.key()) || isMarked(live);
    }

    static boolean isMarked(Item live) {
        var mark = live.fields().path("attributes").path(ManagedBy.ATTRIBUTE);
        return (mark.isArray() ? mark.path(0) : mark).asString("").equals(ManagedBy.VALUE);
    }

    public Ours with(Set<Key> more) {
        var all = new HashSet<>(made);
        all.addAll(more);
        return new Ours(all, left);
    }

    /** The same, where one has another name. */
    public Ours renamed(Key from, Key to) {
        return new Ours(
                made.stream().map(key -> Renaming.of(key, from, to)).collect(Collectors.toSet()),
                left.renamed(from, to));
    }
}
