package dev.sallyport.realm.plan;

import dev.sallyport.realm.files.MapperType;
import dev.sallyport.realm.plan.Change.Action;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Takes grant rules away without opening what they decided about, since a scope without a rule is granted to whoever asks: as
 * long as the scope is there, {@code false} stands in the place of its rule.
 *
 * @param deleted what the same plan deletes
 */
record GrantTables(Items wanted, Items there, Set<Key> deleted) {

    /** What has the mappers that run the rules. */
    static final String RULES_SCOPE = "domain";

    private static final String CLOSED = "false";

    /** The table that is asked for, with a row for each scope that lost its rule. */
    Item closed(Item item) {
        var live = there.find(item.key());
        return isTable(item) && live.isPresent() ? with(item, rows(item), closing(item, live.get(), Set.of())) : item;
    }

    /** Our mappers in the scope that runs the rules, if the files have that scope and not these: rules run nowhere else. */
    List<Item> undeclared() {
        return wanted.find(Key.of(Kind.CLIENT_SCOPE, RULES_SCOPE)).isEmpty()
                ? List.of()
                : there.all().stream()
                        .filter(live -> live.key().kind() == Kind.SCOPE_MAPPER)
                        .filter(live -> live.key().path().getFirst().equals(RULES_SCOPE))
                        .filter(live -> isTable(live) || isOfType(live, MapperType.PRIVATE_CLAIMS))
                        .filter(live -> wanted.find(live.key()).isEmpty())
                        .toList();
    }

    /** What an undeclared table is changed to before all else. */
    Item emptied(Item live) {
        return isTable(live) ? with(live, Map.of(), closing(nothing(live.key()), live, Set.of())) : live;
    }

    /** What is done when the scopes are gone: rows of theirs go, and tables that have none. */
    Stream<Change> last() {
        var fewer = wanted.all().stream().filter(GrantTables::isTable).flatMap(this::withoutDeleted);
        return Stream.concat(fewer, undeclared().stream().flatMap(this::ended));
    }

    private Stream<Change> withoutDeleted(Item item) {
        return there.find(item.key()).stream().flatMap(live -> {
            var before = new Item(item.key(), closed(item).fields(), live.id());
            return change(before, with(item, rows(item), closing(item, live, deleted)));
        });
    }

    private Stream<Change> ended(Item live) {
        var rows = closing(nothing(live.key()), live, deleted);
        return rows.isEmpty()
                ? Stream.of(new Change(Action.DELETE, live.key(), List.of(), live, nothing(live.key())))
                : change(emptied(live), with(live, Map.of(), rows));
    }

    private static Stream<Change> change(Item before, Item after) {
        var fields = Difference.between(before.key(), after.fields(), before.fields(), SecretMemory.NONE);
        return fields.isEmpty()
                ? Stream.empty()
                : Stream.of(new Change(Action.UPDATE, before.key(), fields, before, after));
    }

    private Map<String, String> closing(Item asked, Item live, Set<Key> without) {
        var closing = new LinkedHashMap<String, String>();
        var kept = rows(asked);
        rows(live).keySet().stream()
                .filter(scope -> !kept.containsKey(scope))
                .filter(scope -> Optional.of(Key.of(Kind.CLIENT_SCOPE, scope))
                        .filter(key -> there.find(key).isPresent() && !without.contains(key))
                        .isPresent())
                .forEach(scope -> closing.put(scope, CLOSED));
        return closing;
    }

    private static Item with(Item item, Map<String, String> rows, Map<String, String> more) {
        if (more.isEmpty() && !rows.isEmpty()) {
            return item;
        }
        var table = JsonNodeFactory.instance.arrayNode();
        Stream.of(rows, more)
                .forEach(some -> some.forEach(
                        (scope, rule) -> table.addObject().put("key", scope).put("value", rule)));
        var fields = item.fields().deepCopy();
        var config = fields.withObjectProperty("config");
        var text = new Secret(JsonMapper.shared().writeValueAsString(table));
        config.set("rules", Secret.isIn(config.path("rules")) ? text.node() : config.stringNode(text.value()));
        return new Item(item.key(), fields, item.id());
    }

    /** Whose rules are or were in a table, and the markers that ask for them. */
    static Set<String> decided(Stream<Items> realms) {
        var scopes = realms.flatMap(realm -> realm.all().stream())
                .filter(GrantTables::isTable)
                .flatMap(table -> rows(table).keySet().stream())
                .collect(Collectors.toSet());
        var markers = scopes.stream()
                .filter(scope -> scope.indexOf(':') > 0)
                .map(scope -> scope.substring(0, scope.indexOf(':')))
                .toList();
        scopes.addAll(markers);
        return scopes;
    }

    static boolean isTable(Item item) {
        return item.key().kind() == Kind.SCOPE_MAPPER && isOfType(item, MapperType.DOMAIN_SCOPES);
    }

    private static boolean isOfType(Item item, String type) {
        return Secret.textOf(item.fields().path("protocolMapper")).equals(type);
    }

    /** The rules of a table by their scopes; none, where it cannot be read. */
    static Map<String, String> rows(Item item) {
        var rows = new LinkedHashMap<String, String>();
        var text = Secret.textOf(item.fields().path("config").path("rules"));
        try {
            JsonMapper.shared()
                    .readTree(text.isBlank() ? "[]" : text)
                    .forEach(row -> rows.put(
                            row.path("key").asString("").strip(),
                            row.path("value").asString("")));
            return rows;
        } catch (JacksonException unreadable) {
            return Map.of();
        }
    }

    private static Item nothing(Key key) {
        return new Item(key, JsonNodeFactory.instance.objectNode(), "");
    }
}
