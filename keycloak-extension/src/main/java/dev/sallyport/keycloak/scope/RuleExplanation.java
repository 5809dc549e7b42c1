package dev.sallyport.keycloak.scope;

import dev.sallyport.keycloak.rule.Mention;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one rule says of someone.
 *
 * @param verdict {@code granted}, {@code refused}, {@code rule_failed} or {@code rule_invalid}
 * @param problem why it came to no value, if it did not
 * @param reads what it mentions
 */
public record RuleExplanation(
        String rule, String verdict, @Nullable String problem, List<Mention> reads) {}
