package dev.sallyport.keycloak.explain;

import dev.sallyport.keycloak.rule.Evaluation;
import dev.sallyport.keycloak.rule.Mention;
import dev.sallyport.keycloak.scope.RuleExplanation;
import dev.sallyport.keycloak.scope.ScopeExplanation;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is answered, as it is written in JSON.
 *
 * @param enabled whether the user may sign in at all
 * @param asked the scope that was asked for
 */
public record Answer(String user, boolean enabled, String client, String asked, List<Scope> scopes) {

    /** One domain scope. */
    public record Scope(
            String scope,
            boolean granted,
            String verdict,
            boolean asked,
            boolean assigned,
            boolean permitted,
            boolean consented,
            List<Rule> rules) {

        static Scope of(ScopeExplanation about, Function<Mention, Read> read, Visible visible) {
            return new Scope(
                    about.scope(),
                    about.granted(),
                    about.verdict(),
                    about.asked(),
                    about.assigned(),
                    about.permitted(),
                    about.consented(),
                    about.rules().stream()
                            .map(rule -> Rule.of(rule, read, visible))
                            .toList());
        }
    }

    /**
     * One rule.
     *
     * @param rule its text; absent for those who may not see it
     * @param problem absent, where it came to true or false
     */
    public record Rule(
            @Nullable String rule, String verdict, @Nullable String problem, List<Read> reads) {

        static Rule of(RuleExplanation about, Function<Mention, Read> read, Visible visible) {
            return visible.rules()
                    ? new Rule(
                            about.rule(),
                            about.verdict(),
                            about.problem(),
                            about.reads().stream().map(read).toList())
                    : new Rule(null, about.verdict(), null, List.of());
        }
    }

    /**
     * Something that a rule reads.
     *
     * @param value absent, where there is none, or where it is hidden
     * @param hidden whether the one who asks may not see it
     */
    public record Read(String name, @Nullable Object value, boolean hidden) {

        static Read of(Mention mention, Evaluation facts, Visible visible) {
            return visible.contains(mention)
                    ? new Read(mention.toString(), facts.read(mention).orElse(null), false)
                    : new Read(mention.toString(), null, true);
        }
    }
}
