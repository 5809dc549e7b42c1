package dev.sallyport.realm.files;

import dev.sallyport.realm.files.Tree.Mapping;
import dev.sallyport.realm.files.Tree.Scalar;
import dev.sallyport.realm.files.Tree.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** The client scope {@code domain}: the mappers that run the grant rules and the claim rules. */
final class RulesScope {

    private static final List<String> EVERYWHERE = List.of("access", "id", "userinfo", "introspection");

    private final Domains domains;
    private final Mapping claims;
    private final List<String> editable;

    RulesScope(Domains domains, Mapping claims, List<String> editable) {
        this.domains = domains;
        this.claims = claims;
        this.editable = editable;
    }

    Mapping clientScope() {
        var place = domains.isEmpty() ? claims.place() : domains.place();
        var attributes =
                Mapping.at(place).with("include.in.token.scope", "false").with("display.on.consent.screen", "false");
        return Mapping.at(place)
                .with("name", Domains.RULES)
                .with(
                        "description",
                        "Runs the grant rules and the claim rules. Default for every client: without it no domain scope is"
                                + " granted.")
                .with("protocol", "openid-connect")
                .with("attributes", attributes)
                .with("protocolMappers", Sequence.of(place, mappers(place)));
    }

    private List<Mapping> mappers(Place place) {
        var mappers = new ArrayList<Mapping>();
        if (!domains.rules().isEmpty()) {
            var config = Mapping.at(place).with("rules", table(domains.rules()));
            mappers.add(mapper(place, "domain scopes", MapperType.DOMAIN_SCOPES, config));
        }
        byAnswers().forEach((answers, rules) -> mappers.add(claims(answers, rules)));
        return mappers;
    }

    private Mapping claims(List<String> answers, Map<String, Scalar> rules) {
        var config = Mapping.at(claims.place()).with("claims", table(rules));
        for (var answer : EVERYWHERE) {
            config = config.with(answer + ".token.claim", String.valueOf(answers.contains(answer)));
        }
        var name = answers.equals(EVERYWHERE) ? "private claims" : "private claims in " + String.join(", ", answers);
        return mapper(claims.place(), name, MapperType.PRIVATE_CLAIMS, config);
    }

    /** The claims that are in the same answers share a mapper. */
    private SequencedMap<List<String>, Map<String, Scalar>> byAnswers() {
        var groups = new LinkedHashMap<List<String>, Map<String, Scalar>>();
        claims.values().forEach((name, claim) -> {
            if (rule(claim) instanceof Scalar rule) {
                groups.computeIfAbsent(answers(claim), first -> new LinkedHashMap<>())
                        .put(name, rule);
            }
        });
        return groups;
    }

    static Tree rule(Tree claim) {
        return claim instanceof Mapping full ? full.get("value").orElse(full) : claim;
    }

    private static List<String> answers(Tree claim) {
        var in = claim instanceof Mapping full ? full.list("in").texts() : List.<String>of();
        return in.isEmpty()
                ? EVERYWHERE
                : EVERYWHERE.stream().filter(in::contains).toList();
    }

    private Mapping mapper(Place place, String name, String provider, Mapping config) {
        var allowed = editable.isEmpty() ? config : config.with("editable.attributes", String.join(" ", editable));
        return Mapping.at(place)
                .with("name", name)
                .with("protocol", "openid-connect")
                .with("protocolMapper", provider)
                .with("config", allowed);
    }

    /** In the form in which Keycloak keeps such a table. */
    private static String table(Map<String, Scalar> rules) {
        var table = JsonNodeFactory.instance.arrayNode();
        rules.forEach((name, rule) ->
                table.addObject().put("key", name).put("value", rule.text().strip()));
        return JsonMapper.shared().writeValueAsString(table);
    }
}
