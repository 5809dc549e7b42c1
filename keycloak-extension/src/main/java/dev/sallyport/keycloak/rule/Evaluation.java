package dev.sallyport.keycloak.rule;

import dev.cel.runtime.CelVariableResolver;
import java.util.Optional;

/** One set of facts, shared by all rules that decide about one token, so that each fact is loaded once. */
public final class Evaluation {

    private final LazyValue variables;
    private final Work work = new Work();

    public Evaluation(Facts facts) {
        this.variables = Vocabulary.VARIABLES.over(facts);
    }

    /** What the rules of one token may do together. */
    Work work() {
        return work;
    }

    CelVariableResolver variables() {
        return name -> Vocabulary.VARIABLES.fields().containsKey(name)
                ? Optional.of(variables.select(name))
                : Optional.empty();
    }
}
