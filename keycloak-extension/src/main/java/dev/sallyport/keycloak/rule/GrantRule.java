package dev.sallyport.keycloak.rule;

import dev.cel.common.types.SimpleType;
import java.util.SortedSet;

/** A compiled rule that is true or false: may this user have this scope? Safe for use by many threads. */
public final class GrantRule {

    private final CompiledRule rule;

    private GrantRule(CompiledRule rule) {
        this.rule = rule;
    }

    /**
     * Compiles and type-checks a rule.
     *
     * @param name what messages call it, such as the scope that it decides about
     */
    public static GrantRule of(String name, String text) throws InvalidRule {
        var rule = CompiledRule.of(name, text);
        if (!rule.type().equals(SimpleType.BOOL)) {
            throw new InvalidRule("%s: a grant rule is true or false, and this one is %s%n | %s"
                    .formatted(name, TypeNames.of(rule.type()), text));
        }
        return new GrantRule(rule);
    }

    /** What the rule reads, in the order of the alphabet. */
    public SortedSet<Mention> mentions() {
        return rule.mentions();
    }

    /** Whether the rule is true of these facts. */
    public boolean holds(Evaluation facts) throws FailedRule {
        return Boolean.TRUE.equals(rule.value(facts));
    }
}
