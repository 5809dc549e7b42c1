package dev.sallyport.keycloak.rule;

import dev.cel.runtime.CelVariableResolver;
import java.util.Optional;

/** One set of facts, shared by all rules that decide about one token, so that each fact is loaded once. */
public final class Evaluation {

    private final LazyValue variables;

    public Evaluation(Facts facts) {
        this.variables = Vocabulary.VARIABLES.over(facts);
    }

    CelVariableResolver variables() {
        return name -> Vocabulary.VARIABLES.fields().containsKey(name)
                ? Optional.of(variables.select(name))
                : Optional.empty();
    }
}
