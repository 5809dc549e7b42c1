package dev.sallyport.realm.plan;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Names that things have during an apply: what one that died has left is known again by them. */
public enum Provisional {

    /** An authentication flow that another is built beside, to take its place. */
    REPLACED,

    /** A component until it has the parts that are asked for and no others: Keycloak gives some to a new one. */
    UNFINISHED;

    private final String word = " - " + name().toLowerCase(Locale.ROOT) + " ";
    private final Pattern form = Pattern.compile("(.+)" + word + "[0-9a-f]{8}");

    /** What to add to a name, another each time. */
    public String suffix() {
        return word + UUID.randomUUID().toString().substring(0, 8);
    }

    /** The name without what was added, if this is such a name. */
    public Optional<String> plain(String name) {
        var match = form.matcher(name);
        return match.matches() ? Optional.of(match.group(1)) : Optional.empty();
    }

    /**
     * Whether an apply left it when it died: a component, or a flow whose place another took or is to take.
     *
     * @param known whether there is such a thing, or will be
     */
    static boolean isLeft(Item live, Predicate<Key> known) {
        var name = live.key().name();
        return switch (live.key().kind()) {
            case COMPONENT -> UNFINISHED.plain(name).isPresent();
            case FLOW ->
                REPLACED.plain(name)
                        .map(plain -> Key.of(Kind.FLOW, plain))
                        .filter(known)
                        .isPresent();
            default -> false;
        };
    }
}
