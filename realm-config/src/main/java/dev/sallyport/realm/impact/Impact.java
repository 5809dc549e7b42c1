package dev.sallyport.realm.impact;

import static dev.sallyport.realm.admin.AdminApi.segment;

import dev.sallyport.realm.admin.AdminApi;
import dev.sallyport.realm.admin.Refused;
import dev.sallyport.realm.files.MapperType;
import dev.sallyport.realm.plan.Change;
import dev.sallyport.realm.plan.Item;
import dev.sallyport.realm.plan.Items;
import dev.sallyport.realm.plan.Key;
import dev.sallyport.realm.plan.Kind;
import dev.sallyport.realm.plan.Plan;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Asks Keycloak's extension, which decides as it does for tokens, what the changed rules of a plan mean for the users there
 * are. Looks through them page by page, for a minute a scope at most.
 */
public record Impact(AdminApi api, Plan plan, Items live) {

    private static final int PAGE = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** What other rules mean. */
    public List<ScopeImpact> scopes() {
        var now = Askers.of(live);
        var then = now.after(plan);
        return plan.changes().stream()
                .filter(change -> isTable(change.after()))
                .flatMap(change -> changedRules(change).entrySet().stream())
                .map(rule -> of(rule.getKey(), rule.getValue(), now, then))
                .toList();
    }

    /** Which clients may ask for more or less of what rules decide about. */
    public List<ClientImpact> clients() {
        var now = Askers.of(live);
        var decided = Stream.concat(live.all().stream(), plan.changes().stream().map(Change::after))
                .filter(Impact::isTable)
                .flatMap(table -> rules(table).keySet().stream())
                .collect(Collectors.toSet());
        return now.after(plan).unlike(now, decided);
    }

    private static boolean isTable(Item item) {
        return item.key().kind() == Kind.SCOPE_MAPPER
                && item.fields().path("protocolMapper").asString("").equals(MapperType.DOMAIN_SCOPES);
    }

    /** Without a rule a scope is granted to whoever asks. */
    private Map<String, String> changedRules(Change change) {
        var before = rules(change.before());
        var after = rules(change.after());
        var changed = new LinkedHashMap<>(after);
        before.keySet().forEach(scope -> changed.putIfAbsent(scope, "true"));
        changed.entrySet()
                .removeIf(rule -> rule.getValue().equals(before.get(rule.getKey())) || isDeleted(rule.getKey()));
        return changed;
    }

    private boolean isDeleted(String scope) {
        return plan.changes().stream()
                .anyMatch(change -> change.action() == Change.Action.DELETE
                        && change.key().equals(Key.of(Kind.CLIENT_SCOPE, scope)));
    }

    private static Map<String, String> rules(Item mapper) {
        var rules = new LinkedHashMap<String, String>();
        try {
            var text = mapper.fields().path("config").path("rules").asString("[]");
            JsonMapper.shared()
                    .readTree(text)
                    .forEach(row -> rules.put(
                            row.path("key").asString(), row.path("value").asString()));
            return rules;
        } catch (JacksonException unreadable) {
            return Map.of();
        }
    }

    /** Keycloak can tell it only of a client that may ask for the scope already. */
    private ScopeImpact of(String scope, String rule, Askers now, Askers then) {
        var client = then.most(scope, now);
        if (client.isEmpty()) {
            return new ScopeImpact(scope, "", 0, 0, 0, 0, !then.anyFor(scope));
        }
        var proposal = JsonNodeFactory.instance
                .objectNode()
                .put("client", client.get())
                .put("scope", scope)
                .put("rule", rule);
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var seen = new ScopeImpact(scope, client.get(), 0, 0, 0, 0, false);
        while (!seen.all() && System.nanoTime() < deadline) {
            var path =
                    "/" + segment(plan.realm()) + "/sallyport/compare?max=" + PAGE + "&first=" + seen.lookedThrough();
            seen = plus(seen, answer(path, proposal));
        }
        return seen;
    }

    private JsonNode answer(String path, JsonNode proposal) {
        try {
            return api.answer(path, proposal);
        } catch (Refused refused) {
            if (refused.status() == 404) {
                throw new IllegalStateException(
                        "--impact takes Sallyport's extension, which Keycloak at %s does not have"
                                .formatted(api.server()),
                        refused);
            }
            throw refused;
        }
    }

    private static ScopeImpact plus(ScopeImpact seen, JsonNode page) {
        return new ScopeImpact(
                seen.scope(),
                seen.client(),
                seen.lookedThrough() + page.path("lookedThrough").asInt(),
                seen.inDomain() + page.path("inDomain").asInt(),
                seen.gain() + page.path("gain").asInt(),
                seen.lose() + page.path("lose").asInt(),
                !page.hasNonNull("next"));
    }
}
