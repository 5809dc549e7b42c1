package dev.sallyport.realm.plan;

import dev.sallyport.realm.files.BuiltIn;
import dev.sallyport.realm.files.ManagedBy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes plans.
 *
 * @param there the realm as it is; empty if there is none
 * @param last what was asked for the last time; empty if never
 * @param ours what may be deleted
 * @param prune whether to delete what is ours and not asked for any more
 */
public record Planner(Items wanted, Optional<Items> there, Items last, Ours ours, SecretMemory secrets, boolean prune) {

    private static final List<String> SCOPE_LISTS = List.of("defaultClientScopes", "optionalClientScopes");

    private static final Set<Kind> ADDING = Set.of(Kind.DEFAULT_SCOPES, Kind.DEFAULTS);

    private static final List<String> ADDED_TO =
            List.of("defaultDefaultClientScopes", "defaultOptionalClientScopes", "defaultGroups");

    public Plan plan(String realm) {
        var changes = new ArrayList<Change>();
        var gone = gone();
        var deleted = prune ? gone.stream().map(Item::key).collect(Collectors.<Key>toSet()) : Set.<Key>of();
        var tables = new GrantTables(wanted, there.orElse(Items.none()), deleted);
        declarations().things().forEach(item -> change(tables.closed(item)).ifPresent(changes::add));
        tables.undeclared().forEach(item -> change(tables.emptied(item)).ifPresent(changes::add));
        if (prune) {
            rulesLast(gone.reversed()).forEach(item -> changes.add(deletion(item)));
        }
        there.stream().flatMap(this::leftBehind).forEach(item -> changes.add(deletion(item)));
        tables.last().forEach(changes::add);
        return new Plan(realm, there.isEmpty(), changes, kept(gone));
    }

    private Optional<Change> change(Item item) {
        var key = item.key();
        var live = there.flatMap(items -> items.find(key));
        if (live.isEmpty() && !key.kind().alwaysThere()) {
            return Optional.of(new Change(Change.Action.CREATE, key, List.of(), nothing(key), item));
        }
        var before = live.orElse(nothing(key));
        var full = ADDING.contains(key.kind()) ? withWhatIsOthers(item, before) : item;
        var asked = live.isEmpty() ? full : taken(unmarked(full, before), before);
        var fields = Difference.between(key, asked.fields(), before.fields(), secrets);
        if (key.kind() == Kind.REALM && there.isEmpty()) {
            return Optional.of(new Change(Change.Action.CREATE, key, List.of(), before, item));
        }
        return fields.isEmpty()
                ? Optional.empty()
                : Optional.of(new Change(Change.Action.UPDATE, key, fields, before, asked));
    }

    private Declarations declarations() {
        return new Declarations(wanted, last, ours.left());
    }

    /** What others made does not become ours by being changed. */
    private static Item unmarked(Item item, Item live) {
        if (Ours.isMarked(live) || !Ours.isMarked(item)) {
            return item;
        }
        var fields = item.fields().deepCopy();
        fields.withObjectProperty("attributes").remove(ManagedBy.ATTRIBUTE);
        return new Item(item.key(), fields, item.id());
    }

    /** Without what files gave and do not give any more: domain scopes at once, all else when pruning. */
    private Item taken(Item item, Item live) {
        var left = declarations().left(item, Optional.of(live));
        var revoked = prune ? left : revoked(item.key(), left);
        var texts = item.key().kind() == Kind.TEXTS;
        return revoked.isEmpty()
                ? item
                : new Item(item.key(), Leftovers.undone(item.fields(), revoked, live.fields(), texts), item.id());
    }

    /** Of what is left of a client, the scopes that rules decide about. */
    private ObjectNode revoked(Key key, ObjectNode left) {
        var revoked = JsonNodeFactory.instance.objectNode();
        if (key.kind() == Kind.CLIENT) {
            SCOPE_LISTS.stream().filter(left::has).forEach(list -> {
                var decided = GrantTables.decided(Stream.concat(Stream.of(wanted, last), there.stream()));
                var others = Leftovers.texts(left.path(list)).stream()
                        .filter(scope -> !decided.contains(scope))
                        .toList();
                var taken = Leftovers.without(left.path(list), others);
                if (!taken.isEmpty()) {
                    revoked.set(list, taken);
                }
            });
        }
        return revoked;
    }

    private List<Kept> kept(List<Item> gone) {
        var held = held();
        var wholes = there.stream()
                .flatMap(live -> live.all().stream())
                .filter(live -> held.contains(live.key()) && isGone(live))
                .map(live -> new Kept(live.key(), List.of(), true));
        var unlessPruned = Stream.concat(
                gone.stream().map(live -> Kept.whole(live.key())),
                declarations().things().flatMap(this::keptFields));
        return Stream.concat(prune ? Stream.empty() : unlessPruned, wholes).toList();
    }

    private Stream<Kept> keptFields(Item item) {
        var live = there.flatMap(items -> items.find(item.key()));
        var left = declarations().left(item, live);
        revoked(item.key(), left).forEachEntry((list, scopes) -> {
            var rest = Leftovers.without(left.path(list), Leftovers.texts(scopes));
            if (rest.isEmpty()) {
                left.remove(list);
            }
        });
        return Leftovers.paths(left).stream().map(path -> new Kept(item.key(), path, false));
    }

    /** Groups and clients with groups and roles in them that others made: these would go with them. */
    private Set<Key> held() {
        var held = new HashSet<Key>();
        there.stream()
                .flatMap(live -> live.all().stream())
                .filter(live -> live.key().kind() == Kind.GROUP || live.key().kind() == Kind.CLIENT_ROLE)
                .filter(live -> !ours.isOurs(live) && !isBuiltIn(live))
                .forEach(live -> Stream.iterate(
                                live.key().parent(), Optional::isPresent, key -> key.flatMap(Key::parent))
                        .forEach(key -> held.add(key.orElseThrow())));
        return held;
    }

    /** To the realm's defaults the files add: what was never ours stays. */
    private Item withWhatIsOthers(Item item, Item live) {
        var fields = item.fields().deepCopy();
        var before = last.find(item.key()).map(Item::fields).orElse(JsonNodeFactory.instance.objectNode());
        for (var name : ADDED_TO) {
            if (fields.path(name).isNull()) {
                fields.putArray(name);
            }
            if (fields.path(name) instanceof ArrayNode asked) {
                var ours = texts(before, name);
                var known = texts(fields, name);
                live.fields().path(name).forEach(there -> {
                    if (!ours.contains(there.asString()) && known.add(there.asString())) {
                        asked.add(there);
                    }
                });
            }
        }
        return new Item(item.key(), fields, item.id());
    }

    private List<Item> gone() {
        if (there.isEmpty()) {
            return List.of();
        }
        var gone = new ArrayList<Item>();
        var goneKeys = new HashSet<Key>();
        var held = held();
        var ended = new GrantTables(wanted, there.get(), Set.of())
                .undeclared().stream().map(Item::key).toList();
        for (var live : there.get().all()) {
            var key = live.key();
            var withItsWhole = key.parent().filter(goneKeys::contains).isPresent();
            if (withItsWhole) {
                goneKeys.add(key);
            } else if (!ended.contains(key) && !held.contains(key) && isGone(live)) {
                goneKeys.add(key);
                gone.add(live);
            }
        }
        return Collections.unmodifiableList(gone);
    }

    /** What runs the rules goes when nothing is left that they decide about. */
    private List<Item> rulesLast(List<Item> going) {
        var tables = there.stream()
                .flatMap(live -> live.all().stream())
                .filter(GrantTables::isTable)
                .flatMap(table -> Stream.of(table.key(), table.key().parent().orElseThrow()))
                .collect(Collectors.<Key>toSet());
        return going.stream()
                .sorted(Comparator.comparing(item -> tables.contains(item.key())))
                .toList();
    }

    private boolean isGone(Item live) {
        return ours.isOurs(live)
                && wanted.find(live.key()).isEmpty()
                && !live.key().kind().alwaysThere()
                && !isBuiltIn(live);
    }

    /** What an apply left when it died. */
    private Stream<Item> leftBehind(Items live) {
        Predicate<Key> known = key -> wanted.find(key).or(() -> live.find(key)).isPresent();
        return live.all().stream().filter(item -> Provisional.isLeft(item, known));
    }

    private static Change deletion(Item item) {
        return new Change(Change.Action.DELETE, item.key(), List.of(), item, nothing(item.key()));
    }

    private static boolean isBuiltIn(Item live) {
        var name = live.key().path().getFirst();
        return switch (live.key().kind()) {
            case CLIENT, CLIENT_MAPPER -> BuiltIn.CLIENTS.contains(name);
            case CLIENT_ROLE ->
                BuiltIn.CLIENTS.contains(name) || live.key().name().equals(BuiltIn.ROLE_OF_GUARDED_CLIENTS);
            case CLIENT_SCOPE -> BuiltIn.CLIENT_SCOPES.contains(name);
            case ROLE -> BuiltIn.isRole(name);
            case FLOW -> live.fields().path("builtIn").asBoolean(false);
            case USER -> live.fields().hasNonNull("serviceAccountClientId");
            default -> false;
        };
    }

    private static Set<String> texts(ObjectNode fields, String name) {
        var texts = new HashSet<String>();
        fields.path(name).forEach(element -> texts.add(element.asString()));
        return texts;
    }

    private static Item nothing(Key key) {
        return new Item(key, JsonNodeFactory.instance.objectNode(), "");
    }
}
