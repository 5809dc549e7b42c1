package dev.sallyport.keycloak.scope;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toUnmodifiableList;

import dev.sallyport.keycloak.profile.AttributeGuard;
import dev.sallyport.keycloak.rule.Evaluation;
import dev.sallyport.keycloak.table.Compiled;
import dev.sallyport.keycloak.table.Latest;
import dev.sallyport.keycloak.table.RuleTable;
import dev.sallyport.keycloak.table.RuleTable.Row;
import dev.sallyport.keycloak.text.OneLine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;

/** The rules of one mapper, compiled. A table that cannot be read could have named any scope, so it refuses them all. */
final class GrantRules {

    private static final Logger LOG = Logger.getLogger(GrantRules.class);
    private static final Compiled<GrantRules> COMPILED = new Compiled<>(GrantRules::compile);

    private final Map<String, List<ScopeRule>> rules;
    private final boolean readable;
    private final boolean readAttributes;
    private final Latest<AttributeGuard, GrantRules> guarded = new Latest<>(this::guardedBy);

    private GrantRules(Map<String, List<ScopeRule>> rules, boolean readable) {
        this.rules = Map.copyOf(rules);
        this.readable = readable;
        this.readAttributes = rules.values().stream().flatMap(List::stream).anyMatch(ScopeRule::readsAttributes);
    }

    /** Without the rules that read what users may write themselves: the realm's user profile may have changed. */
    static GrantRules of(ProtocolMapperModel mapper, RealmModel realm, KeycloakSession keycloak) {
        var rules = of(mapper, realm.getName());
        return rules.readAttributes ? rules.guarded.from(AttributeGuard.of(mapper, realm, keycloak)) : rules;
    }

    static GrantRules of(ProtocolMapperModel mapper, String realm) {
        return COMPILED.of(realm, mapper, DomainScopesMapper.RULES);
    }

    List<ScopeRule> of(String scope) {
        return rules.getOrDefault(scope, List.of());
    }

    Set<String> names() {
        return rules.keySet();
    }

    /** Whether the table is in Keycloak's form. */
    boolean readable() {
        return readable;
    }

    /** Whether this scope is granted only by these rules' leave. */
    boolean decideAbout(String scope) {
        return readable ? rules.containsKey(scope) : !ProtocolScopes.contain(scope);
    }

    /** Two rules for one scope must both be true. */
    Verdict judge(String scope, Evaluation facts) {
        for (var rule : of(scope)) {
            var verdict = rule.judge(facts);
            if (verdict != Verdict.GRANTED) {
                return verdict;
            }
        }
        return rules.containsKey(scope) ? Verdict.GRANTED : Verdict.RULE_INVALID;
    }

    GrantRules guardedBy(AttributeGuard guard) {
        var guarded = new HashMap<>(rules);
        guarded.replaceAll(
                (scope, all) -> all.stream().map(rule -> rule.guardedBy(guard)).toList());
        return new GrantRules(guarded, readable);
    }

    private static GrantRules compile(String realm, String table) {
        try {
            return new GrantRules(compile(realm, RuleTable.of(table)), true);
        } catch (RuleTable.Unreadable unreadable) {
            LOG.errorf("domain scopes refused: realm=%s reason=%s", OneLine.of(realm), unreadable.getMessage());
            return new GrantRules(Map.of(), false);
        }
    }

    private static Map<String, List<ScopeRule>> compile(String realm, RuleTable table) {
        return table.rows().stream()
                .collect(groupingBy(Row::name, mapping(row -> ScopeRule.of(realm, row), toUnmodifiableList())));
    }
}
