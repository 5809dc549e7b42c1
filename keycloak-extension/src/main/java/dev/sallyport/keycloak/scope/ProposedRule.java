package dev.sallyport.keycloak.scope;

import dev.sallyport.keycloak.profile.AttributeGuard;
import dev.sallyport.keycloak.rule.Evaluation;
import dev.sallyport.keycloak.rule.GrantRule;
import dev.sallyport.keycloak.rule.InvalidRule;
import dev.sallyport.keycloak.table.RuleTable.Row;
import java.util.concurrent.atomic.AtomicBoolean;

/** A grant rule that nobody has saved yet. */
public final class ProposedRule {

    private final ScopeRule rule;

    private ProposedRule(ScopeRule rule) {
        this.rule = rule;
    }

    /**
     * Compiles it.
     *
     * @throws InvalidRule if it is none
     */
    public static ProposedRule of(String realm, String scope, String text) throws InvalidRule {
        return new ProposedRule(
                new ScopeRule.Working(realm, new Row(scope, text), GrantRule.of(scope, text), new AtomicBoolean(true)));
    }

    /** Whether it would grant the scope, were it saved in a mapper with this guard. */
    boolean holds(Evaluation facts, AttributeGuard guard) {
        return rule.guardedBy(guard).judge(facts) == Verdict.GRANTED;
    }
}
