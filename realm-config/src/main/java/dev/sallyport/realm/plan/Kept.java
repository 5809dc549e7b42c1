package dev.sallyport.realm.plan;

import java.util.List;

/**
 * What is ours, not in the files any more, and stays.
 *
 * @param path the field of the thing, where the thing itself is still declared
 * @param others whether it stays because others made parts of it
 */
public record Kept(Key key, List<String> path, boolean others) {

    public Kept {
        path = List.copyOf(path);
    }

    static Kept whole(Key key) {
        return new Kept(key, List.of(), false);
    }

    /** As in “client robot: redirectUris”. */
    @Override
    public String toString() {
        return path.isEmpty() ? key.toString() : key + ": " + String.join("/", path);
    }
}
