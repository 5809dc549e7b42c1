package dev.sallyport.keycloak.rule;

import java.util.Optional;
import java.util.SortedSet;

/** A compiled rule that yields the value of a claim. Safe for use by many threads. */
public final class ClaimRule {

    private final CompiledRule rule;

    private ClaimRule(CompiledRule rule) {
        this.rule = rule;
    }

    /**
     * Compiles and type-checks a rule.
     *
     * @param name what messages call it, such as the claim that it computes
     */
    public static ClaimRule of(String name, String text) throws InvalidRule {
        var rule = CompiledRule.of(name, text);
        if (!JsonValue.canBe(rule.type())) {
            throw new InvalidRule(
                    "%s: a claim is a text, a number, true or false, a time, or a list or map of these; this one is %s%n | %s"
                            .formatted(name, TypeNames.of(rule.type()), text));
        }
        return new ClaimRule(rule);
    }

    /** What the rule reads, in the order of the alphabet. */
    public SortedSet<Mention> mentions() {
        return rule.mentions();
    }

    /** The claim's value as JSON types; empty where the rule comes to null or to {@code optional.none()}. */
    public Optional<Object> value(Evaluation facts) throws FailedRule {
        return JsonValue.of(rule.value(facts));
    }
}
