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
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    public List<ScopeImpact> scopes() {
        return plan.changes().stream()
                .filter(change -> change.key().kind() == Kind.SCOPE_MAPPER)
                .filter(change -> change.after()
                        .fields()
                        .path("protocolMapper")
                        .asString("")
                        .equals(MapperType.DOMAIN_SCOPES))
                .flatMap(change -> changedRules(change).entrySet().stream())
                .map(rule -> of(rule.getKey(), rule.getValue()))
                .toList();
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

    private ScopeImpact of(String scope, String rule) {
        var client = client(scope);
        if (client.isEmpty()) {
            return new ScopeImpact(scope, "", 0, 0, 0, 0, true);
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

    /** The one that may ask for most, of those that may ask for this scope. */
    private Optional<String> client(String scope) {
        return live.all().stream()
                .filter(item -> item.key().kind() == Kind.CLIENT)
                .filter(item -> contains(item.fields().path("optionalClientScopes"), scope)
                        || contains(item.fields().path("defaultClientScopes"), scope))
                .max(Comparator.comparingInt(
                        item -> item.fields().path("optionalClientScopes").size()))
                .map(item -> item.key().name());
    }

    private static boolean contains(JsonNode list, String name) {
        return list.valueStream().anyMatch(element -> element.asString("").equals(name));
    }
}
