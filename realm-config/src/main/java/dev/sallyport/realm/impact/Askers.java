package dev.sallyport.realm.impact;

import dev.sallyport.realm.plan.Change;
import dev.sallyport.realm.plan.Items;
import dev.sallyport.realm.plan.Kind;
import dev.sallyport.realm.plan.Plan;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Which clients may ask for which scopes. */
record Askers(SortedMap<String, SortedSet<String>> scopes) {

    private static final List<String> LISTS = List.of("defaultClientScopes", "optionalClientScopes");

    static Askers of(Items realm) {
        var scopes = new TreeMap<String, SortedSet<String>>();
        realm.all().stream()
                .filter(item -> item.key().kind() == Kind.CLIENT)
                .forEach(client -> scopes.put(client.key().name(), scopes(client.fields(), client.fields())));
        return new Askers(scopes);
    }

    /** As it will be when a plan is carried out. */
    Askers after(Plan plan) {
        var then = new TreeMap<>(scopes);
        plan.changes().stream()
                .filter(change -> change.key().kind() == Kind.CLIENT)
                .forEach(change -> {
                    var client = change.key().name();
                    if (change.action() == Change.Action.DELETE) {
                        then.remove(client);
                    } else {
                        then.put(
                                client,
                                scopes(change.after().fields(), change.before().fields()));
                    }
                });
        return new Askers(then);
    }

    /** A list that is not asked for stays. */
    private static SortedSet<String> scopes(JsonNode asked, JsonNode there) {
        return LISTS.stream()
                .flatMap(list -> (asked.has(list) ? asked : there).path(list).valueStream())
                .map(scope -> scope.asString(""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    boolean anyFor(String scope) {
        return scopes.values().stream().anyMatch(names -> names.contains(scope));
    }

    /** The one that may ask for most, of those that may ask for this scope, and could before. */
    Optional<String> most(String scope, Askers before) {
        return scopes.keySet().stream()
                .filter(client -> mayAsk(client, scope) && before.mayAsk(client, scope))
                .max(Comparator.comparingInt(client -> scopes(client).size()));
    }

    /** Where clients may ask for more, or less, of these scopes than before. */
    List<ClientImpact> unlike(Askers before, Set<String> among) {
        return scopes.keySet().stream()
                .map(client -> new ClientImpact(
                        client,
                        without(scopes(client), before.scopes(client), among),
                        without(before.scopes(client), scopes(client), among)))
                .filter(impact -> !impact.more().isEmpty() || !impact.less().isEmpty())
                .toList();
    }

    private static List<String> without(Set<String> some, Set<String> others, Set<String> among) {
        return some.stream()
                .filter(scope -> among.contains(scope) && !others.contains(scope))
                .toList();
    }

    private boolean mayAsk(String client, String scope) {
        return scopes(client).contains(scope);
    }

    private Set<String> scopes(String client) {
        var known = scopes.get(client);
        return known == null ? Set.of() : known;
    }
}
