package dev.sallyport.realm.files;

import dev.sallyport.realm.files.Tree.Entry;
import dev.sallyport.realm.files.Tree.Mapping;
import dev.sallyport.realm.files.Tree.Scalar;
import dev.sallyport.realm.files.Tree.Sequence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Puts files together. Objects are joined by their keys, lists of things with names by these names. Files beside each
 * other must not disagree; a file of an environment wins over what is below it, and takes away what it sets to null.
 */
final class Layers {

    /** Whether the second file is beside the first one or on top of it. */
    enum How {
        BESIDE,
        ON_TOP
    }

    private final How how;
    private final List<Finding> findings;

    Layers(How how, List<Finding> findings) {
        this.how = how;
        this.findings = findings;
    }

    Mapping join(Mapping below, Mapping other) {
        var joined = new LinkedHashMap<>(below.entries());
        other.entries().forEach((key, entry) -> {
            if (how == How.ON_TOP
                    && entry.value() instanceof Scalar scalar
                    && scalar.value().isNull()) {
                joined.remove(key);
            } else {
                joined.merge(key, entry, (first, second) -> new Entry(second.place(), join(key, first, second)));
            }
        });
        return new Mapping(below.place(), joined);
    }

    private Tree join(String key, Entry first, Entry second) {
        return switch (first.value()) {
            case Mapping below when second.value() instanceof Mapping other -> join(below, other);
            case Sequence below when second.value() instanceof Sequence other -> join(key, below, other);
            case Tree below -> latter(key, below, second.value());
        };
    }

    private Tree join(String key, Sequence below, Sequence other) {
        var joined = named(below);
        var more = named(other);
        if (joined.isEmpty() || more.isEmpty()) {
            return latter(key, below, other);
        }
        var items = joined.get();
        more.get().forEach((name, item) -> items.merge(name, item, this::join));
        return Sequence.of(below.place(), List.copyOf(items.sequencedValues()));
    }

    private Tree latter(String key, Tree below, Tree other) {
        if (how == How.BESIDE && !Json.of(below).equals(Json.of(other))) {
            findings.add(Finding.error(other.place(), "'" + key + "' is given otherwise in " + below.place()));
        }
        return other;
    }

    private static Optional<SequencedMap<String, Mapping>> named(Sequence list) {
        var named = new LinkedHashMap<String, Mapping>();
        for (var item : list.items()) {
            var name = item instanceof Mapping mapping ? Identity.of(mapping) : Optional.<String>empty();
            if (name.isEmpty() || named.put(name.get(), (Mapping) item) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(named);
    }
}
