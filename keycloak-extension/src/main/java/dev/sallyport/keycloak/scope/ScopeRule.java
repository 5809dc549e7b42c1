package dev.sallyport.keycloak.scope;

import dev.sallyport.keycloak.rule.Evaluation;
import dev.sallyport.keycloak.rule.FailedRule;
import dev.sallyport.keycloak.rule.GrantRule;
import dev.sallyport.keycloak.rule.InvalidRule;
import dev.sallyport.keycloak.table.RuleTable.Row;
import dev.sallyport.keycloak.text.OneLine;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** The rule for one scope, or the refusal that stands in for a rule that cannot be compiled. */
interface ScopeRule {

    Verdict judge(Evaluation facts);

    /** Logs a rule that cannot be compiled: once, because a compiled table is remembered. */
    static ScopeRule of(String realm, Row row) {
        try {
            return new Working(realm, row.name(), GrantRule.of(row.name(), row.rule()), new AtomicBoolean());
        } catch (InvalidRule invalid) {
            Logger.getLogger(ScopeRule.class)
                    .errorf(
                            "rule invalid: realm=%s scope=%s reason=%s",
                            OneLine.of(realm), OneLine.of(row.name()), OneLine.of(invalid.getMessage()));
            return facts -> Verdict.RULE_INVALID;
        }
    }

    /** A rule that was compiled. Logs its first failure; each is counted. */
    record Working(String realm, String scope, GrantRule rule, AtomicBoolean failedBefore) implements ScopeRule {

        private static final Logger LOG = Logger.getLogger(ScopeRule.class);

        @Override
        public Verdict judge(Evaluation facts) {
            try {
                return rule.holds(facts) ? Verdict.GRANTED : Verdict.REFUSED;
            } catch (FailedRule failed) {
                logOnce(failed);
                return failed.missing().isPresent() ? Verdict.SOURCE_UNAVAILABLE : Verdict.RULE_FAILED;
            }
        }

        private void logOnce(FailedRule failed) {
            if (failedBefore.compareAndSet(false, true)) {
                LOG.warnf(
                        "rule failed: realm=%s scope=%s reason=%s",
                        OneLine.of(realm), OneLine.of(scope), failed.getMessage());
            }
        }
    }
}
