package dev.sallyport.keycloak.rule;

import dev.cel.runtime.CelVariableResolver;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One set of facts, shared by all rules that decide about one token, so that each fact is loaded once. */
public final class Evaluation {

    private final LazyValue variables;
    private final Work work = new Work();

    public Evaluation(Facts facts) {
        this.variables = Vocabulary.VARIABLES.over(facts);
    }

    /**
     * What a rule finds where it reads, as JSON types; of organizations their names. Empty where there is nothing, or
     * nothing that can be shown.
     */
    public Optional<Object> read(Mention mention) {
        try {
            return JsonValue.of(Optional.of(variables.select(mention.variable()))
                    .flatMap(variable -> select(variable, mention.field()))
                    .flatMap(field -> select(field, mention.key()))
                    .map(Evaluation::shown));
        } catch (FailedRule | RuntimeException notShown) {
            return Optional.empty();
        }
    }

    private static Optional<Object> select(Object value, Optional<String> name) {
        if (name.isEmpty()) {
            return Optional.of(value);
        }
        if (value instanceof LazyValue struct) {
            return Optional.of(struct.select(name.get()));
        }
        return value instanceof LoadedValue map ? map.find(name.get()) : Optional.empty();
    }

    private static Object shown(Object value) {
        var raw = value instanceof LoadedValue loaded ? loaded.value() : value;
        if (raw instanceof LazyValue organization) {
            return organization.select("name");
        }
        return raw instanceof Map<?, ?> map && map.values().stream().anyMatch(LazyValue.class::isInstance)
                ? List.copyOf(map.keySet())
                : raw;
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
