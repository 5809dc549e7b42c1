package dev.sallyport.keycloak.explain;

import static java.util.stream.Collectors.joining;

import dev.sallyport.keycloak.explain.Answer.Read;
import dev.sallyport.keycloak.explain.Answer.Rule;
import dev.sallyport.keycloak.explain.Answer.Scope;
import dev.sallyport.keycloak.text.OneLine;
import java.util.stream.Stream;

/** An answer for people to read: a line for each scope, and below it what its rules say and read. */
record Text(Answer answer) {

    private static final int NAME = 24;

    @Override
    public String toString() {
        var heading = "%s%s at %s, who asks for %s"
                .formatted(
                        OneLine.of(answer.user()),
                        answer.enabled() ? "" : " (disabled)",
                        OneLine.of(answer.client()),
                        OneLine.of(answer.asked()));
        return Stream.concat(Stream.of(heading, ""), answer.scopes().stream().flatMap(Text::lines))
                .collect(joining("\n", "", "\n"));
    }

    private static Stream<String> lines(Scope scope) {
        var first = OneLine.of(scope.scope());
        var line = first
                + " ".repeat(Math.max(1, NAME - first.length()))
                + scope.verdict().replace('_', ' ');
        return Stream.concat(Stream.of(line), scope.rules().stream().flatMap(Text::lines));
    }

    private static Stream<String> lines(Rule rule) {
        if (rule.rule() == null) {
            return Stream.empty();
        }
        var problem = rule.problem() == null ? "" : ": " + OneLine.of(rule.problem());
        var line = "    " + OneLine.of(rule.rule()) + "  →  " + value(rule) + problem;
        return Stream.concat(Stream.of(line), rule.reads().stream().map(Text::line));
    }

    private static String value(Rule rule) {
        return switch (rule.verdict()) {
            case "granted" -> "true";
            case "refused" -> "false";
            default -> rule.verdict().replace('_', ' ');
        };
    }

    private static String line(Read read) {
        var value = read.hidden()
                ? "(hidden)"
                : read.value() == null ? "(nothing)" : OneLine.of(String.valueOf(read.value()));
        return "        " + OneLine.of(read.name()) + " = " + value;
    }
}
