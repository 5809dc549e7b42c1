package dev.sallyport.realm.files;

import java.nio.file.Path;
import java.util.Comparator;

/** Where something stands in a file, as it was named; lines and columns begin at 1. */
public record Place(Path file, int line, int column) implements Comparable<Place> {

    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::file).thenComparingInt(Place::line).thenComparingInt(Place::column);

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
