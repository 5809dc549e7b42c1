package dev.sallyport.realm.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What tells one thing of a realm from all others, on every server: its kind and its name.
 *
 * @param path the name; of a part, the name of the whole first
 */
public record Key(Kind kind, List<String> path) {

    public Key {
        path = List.copyOf(path);
    }

    public static Key of(Kind kind, String... path) {
        return new Key(kind, List.of(path));
    }

    public Key child(String... more) {
        return new Key(kind, Stream.concat(path.stream(), Stream.of(more)).toList());
    }

    /** One of several of the same name. */
    Key numbered(int number) {
        var numbered = new ArrayList<>(path);
        numbered.set(path.size() - 1, name() + " (" + number + ")");
        return new Key(kind, numbered);
    }

    public String name() {
        return path.getLast();
    }

    /** The whole that this is a part of. */
    public Optional<Key> parent() {
        return switch (kind) {
            case SCOPE_MAPPER -> Optional.of(of(Kind.CLIENT_SCOPE, path.getFirst()));
            case CLIENT_MAPPER, CLIENT_ROLE -> Optional.of(of(Kind.CLIENT, path.getFirst()));
            case IDENTITY_PROVIDER_MAPPER -> Optional.of(of(Kind.IDENTITY_PROVIDER, path.getFirst()));
            case GROUP -> shorter(1);
            case COMPONENT -> shorter(2);
            case COMPOSITES -> Optional.of(new Key(Kind.ROLE, path));
            case CLIENT_COMPOSITES -> Optional.of(new Key(Kind.CLIENT_ROLE, path));
            case SCOPE_ROLES -> Optional.of(new Key(Kind.CLIENT_SCOPE, path));
            case CLIENT_SCOPE_ROLES -> Optional.of(new Key(Kind.CLIENT, path));
            default -> Optional.empty();
        };
    }

    private Optional<Key> shorter(int by) {
        return path.size() > by ? Optional.of(new Key(kind, path.subList(0, path.size() - by))) : Optional.empty();
    }

    /** As in “mapper orders:read/audience”. */
    @Override
    public String toString() {
        return kind.words() + " " + shown();
    }

    private String shown() {
        return switch (kind) {
            case GROUP -> "/" + String.join("/", path);
            case COMPONENT ->
                String.join(
                        "/",
                        path.stream()
                                .map(part -> part.substring(part.lastIndexOf('.') + 1))
                                .toList());
            default -> String.join("/", path);
        };
    }
}
