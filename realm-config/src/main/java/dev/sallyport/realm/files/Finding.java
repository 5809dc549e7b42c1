package dev.sallyport.realm.files;

import java.util.Comparator;

/**
 * Something about the files that whoever writes them should know.
 *
 * @param message what is wrong, and where it can be told what to do; may have several lines
 */
public record Finding(Place place, Severity severity, String message) implements Comparable<Finding> {

    private static final Comparator<Finding> ORDER = Comparator.comparing(Finding::place)
            .thenComparing(Finding::severity)
            .thenComparing(Finding::message);

    /** An error stops what was asked for; a warning is told and nothing more. */
    public enum Severity {
        ERROR,
        WARNING
    }

    public static Finding error(Place place, String message) {
        return new Finding(place, Severity.ERROR, message);
    }

    public static Finding warning(Place place, String message) {
        return new Finding(place, Severity.WARNING, message);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    @Override
    public int compareTo(Finding other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return place + ": " + message;
    }
}
