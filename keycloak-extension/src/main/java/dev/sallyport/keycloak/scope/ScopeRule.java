package dev.sallyport.keycloak.scope;

import dev.sallyport.keycloak.profile.AttributeGuard;
import dev.sallyport.keycloak.rule.Evaluation;
import dev.sallyport.keycloak.rule.FailedRule;
import dev.sallyport.keycloak.rule.GrantRule;
import dev.sallyport.keycloak.rule.InvalidRule;
import dev.sallyport.keycloak.table.RuleTable.Row;
import dev.sallyport.keycloak.text.OneLine;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** The rule for one scope, or the refusal that stands in for a rule that cannot be compiled. */
sealed interface ScopeRule {

    Verdict judge(Evaluation facts);

    /** The same, with all that there is to say. */
    RuleExplanation explain(Evaluation facts);

    /** Whether it reads anything that users could write themselves. */
    default boolean readsAttributes() {
        return false;
    }

    /** This rule, if it reads nothing that users may write themselves. */
    default ScopeRule guardedBy(AttributeGuard guard) {
        return this;
    }

    /** Logs a rule that cannot be used: once, because a compiled table is remembered. */
    static ScopeRule of(String realm, Row row) {
        if (!Scopes.isScope(row.name())) {
            return refused(realm, row, "not the name of a scope");
        }
        try {
            return new Working(realm, row, GrantRule.of(row.name(), row.rule()), new AtomicBoolean());
        } catch (InvalidRule invalid) {
            return refused(realm, row, String.valueOf(invalid.getMessage()));
        }
    }

    private static Refusal refused(String realm, Row row, String reason) {
        Logger.getLogger(ScopeRule.class)
                .errorf(
                        "rule invalid: realm=%s scope=%s reason=%s",
                        OneLine.of(realm), OneLine.of(row.name()), OneLine.of(reason));
        return new Refusal(row.rule(), Verdict.RULE_INVALID, reason);
    }

    /** A rule that cannot be used, and why. */
    record Refusal(String text, Verdict verdict, String reason) implements ScopeRule {

        @Override
        public Verdict judge(Evaluation facts) {
            return verdict;
        }

        @Override
        public RuleExplanation explain(Evaluation facts) {
            return new RuleExplanation(text, verdict.tag(), reason, List.of());
        }
    }

    /** A rule that was compiled. Logs its first failure; each is counted. */
    record Working(String realm, Row row, GrantRule rule, AtomicBoolean failedBefore) implements ScopeRule {

        private static final Logger LOG = Logger.getLogger(ScopeRule.class);

        @Override
        public Verdict judge(Evaluation facts) {
            try {
                return decided(facts);
            } catch (FailedRule failed) {
                logOnce(failed);
                return verdict(failed);
            }
        }

        @Override
        public RuleExplanation explain(Evaluation facts) {
            var reads = List.copyOf(rule.mentions());
            try {
                return new RuleExplanation(row.rule(), decided(facts).tag(), null, reads);
            } catch (FailedRule failed) {
                return new RuleExplanation(row.rule(), verdict(failed).tag(), failed.getMessage(), reads);
            }
        }

        @Override
        public boolean readsAttributes() {
            return rule.mentions().stream()
                    .anyMatch(mention -> mention.userAttribute().isPresent());
        }

        @Override
        public ScopeRule guardedBy(AttributeGuard guard) {
            return guard.objection(rule.mentions())
                    .<ScopeRule>map(reason -> new Refusal(row.rule(), Verdict.RULE_UNSAFE, reason))
                    .orElse(this);
        }

        private Verdict decided(Evaluation facts) throws FailedRule {
            return rule.holds(facts) ? Verdict.GRANTED : Verdict.REFUSED;
        }

        private static Verdict verdict(FailedRule failed) {
            return failed.missing().isPresent() ? Verdict.SOURCE_UNAVAILABLE : Verdict.RULE_FAILED;
        }

        private void logOnce(FailedRule failed) {
            if (failedBefore.compareAndSet(false, true)) {
                LOG.warnf(
                        "rule failed: realm=%s scope=%s reason=%s",
                        OneLine.of(realm), OneLine.of(row.name()), failed.getMessage());
            }
        }
    }
}
