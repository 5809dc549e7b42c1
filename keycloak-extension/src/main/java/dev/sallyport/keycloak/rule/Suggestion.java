package dev.sallyport.keycloak.rule;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.parser.CelStandardMacro;
import dev.sallyport.keycloak.text.Edits;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What someone meant who misspelt the name of a variable, a field or a function. */
record Suggestion(String shown, int distance) {

    private static final Comparator<Suggestion> NEAREST = Comparator.comparingInt(Suggestion::distance)
            .thenComparingInt(suggestion -> suggestion.shown().length())
            .thenComparing(Suggestion::shown);

    private static final String ORGANIZATION = "user.organizations['…']";

    private static final Map<String, Struct<?>> STRUCTS = Map.of(
            "user",
            Vocabulary.USER,
            "client",
            Vocabulary.CLIENT,
            "session",
            Vocabulary.SESSION,
            "request",
            Vocabulary.REQUEST,
            ORGANIZATION,
            Vocabulary.ORGANIZATION);

    private static final Set<String> FUNCTIONS = Stream.of(
                    Stream.of("contains size startsWith endsWith matches int uint double string bytes bool duration"
                                    + " timestamp dyn type getFullYear getMonth getDayOfYear getDayOfMonth getDate"
                                    + " getDayOfWeek getHours getMinutes getSeconds getMilliseconds"
                                    + " hasValue value or orValue optMap optFlatMap")
                            .flatMap(names -> Stream.of(names.split(" "))),
                    CelStandardMacro.STANDARD_MACROS.stream().map(CelStandardMacro::getFunction))
            .flatMap(names -> names)
            .collect(toUnmodifiableSet());

    /** For the part of a rule that a mistake is about. */
    static Optional<Suggestion> insteadOf(CelExpr mistake) {
        return switch (mistake.getKind()) {
            case IDENT -> variable(mistake.ident().name());
            case SELECT -> field(mistake.select().operand(), mistake.select().field());
            case CALL -> call(mistake);
            default -> Optional.empty();
        };
    }

    private static Optional<Suggestion> call(CelExpr mistake) {
        var call = mistake.call();
        if (call.function().equals("_?._")) {
            return field(call.args().get(0), call.args().get(1).constant().stringValue());
        }
        return nearest(call.function(), FUNCTIONS.stream().map(name -> like(call.function(), name, name)));
    }

    private static Optional<Suggestion> variable(String name) {
        var variables = Vocabulary.VARIABLES.fields().keySet().stream().map(known -> like(name, known, known));
        return nearest(name, Stream.concat(variables, STRUCTS.keySet().stream().flatMap(owner -> fields(owner, name))));
    }

    private static Optional<Suggestion> field(CelExpr operand, String name) {
        var owner = operand.getKind() == Kind.IDENT ? operand.ident().name() : ORGANIZATION;
        var known = fields(owner, name).toList();
        var others = STRUCTS.keySet().stream().filter(struct -> !struct.equals(owner));
        return nearest(name, known.stream()).or(() -> nearest(name, others.flatMap(other -> fields(other, name))));
    }

    private static Stream<Suggestion> fields(String owner, String name) {
        var struct = STRUCTS.get(owner);
        return struct == null
                ? Stream.empty()
                : struct.fields().keySet().stream().map(field -> like(name, field, owner + "." + field));
    }

    private static Optional<Suggestion> nearest(String name, Stream<Suggestion> known) {
        var atMost = name.length() < 3 ? 0 : Math.max(1, (name.length() + 1) / 3);
        return known.filter(suggestion ->
                        suggestion.distance() <= atMost && !suggestion.shown().equals(name))
                .min(NEAREST);
    }

    /** A part of the right name, such as {@code name} for {@code username}, counts as one mistake. */
    private static Suggestion like(String name, String known, String shown) {
        var one = name.toLowerCase(Locale.ROOT);
        var other = known.toLowerCase(Locale.ROOT);
        var isPart = one.length() > 3 && one.length() < other.length() && other.contains(one);
        return new Suggestion(shown, isPart ? 1 : Edits.between(name, known));
    }
}
