package dev.sallyport.gateway.session;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the few sessions that have something in common, so that nobody walks over all there are. */
final class InMemoryIndex {

    private final ConcurrentHashMap<String, Set<String>> ids = new ConcurrentHashMap<>();

    void add(String common, String id) {
        ids.merge(
                common,
                Set.of(id),
                (held, one) -> Stream.concat(held.stream(), one.stream()).collect(Collectors.toUnmodifiableSet()));
    }

    void remove(String common, String id) {
        ids.computeIfPresent(common, (name, held) -> {
            var left = held.stream().filter(other -> !other.equals(id)).collect(Collectors.toUnmodifiableSet());
            return left.isEmpty() ? null : left;
        });
    }

    Set<String> of(String common) {
        return ids.getOrDefault(common, Set.of());
    }

    /** How many there are to be found by. */
    int size() {
        return ids.size();
    }
}
