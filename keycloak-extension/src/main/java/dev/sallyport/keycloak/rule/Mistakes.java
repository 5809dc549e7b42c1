package dev.sallyport.keycloak.rule;

import static java.util.stream.Collectors.joining;

import dev.cel.common.CelIssue;
import dev.cel.common.CelSource;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import java.util.List;
import java.util.stream.Stream;

/** What the compiler found wrong with a rule: for each mistake the place, the reason, and what may have been meant. */
final class Mistakes {

    private static final int MAX_SHOWN = 5;
    private static final int MAX_LENGTH = 1000;

    private final CelValidationException found;
    private final List<CelExpr> parts;

    Mistakes(CelValidationException found) {
        this.found = found;
        this.parts = parts(found.getSource());
    }

    /** Shows the first ones; a long rule in which nothing is right would fill a page. */
    String message() {
        var errors = found.getErrors();
        var shown = errors.stream().limit(MAX_SHOWN).map(this::withSuggestion);
        var rest = errors.size() > MAX_SHOWN
                ? Stream.of("and " + (errors.size() - MAX_SHOWN) + " more")
                : Stream.<String>of();
        return Stream.concat(shown, rest).collect(joining("\n"));
    }

    private String withSuggestion(CelIssue error) {
        var suggestion = parts.stream()
                .filter(part -> part.id() == error.getExprId())
                .findFirst()
                .flatMap(Suggestion::insteadOf)
                .map(meant -> ". Did you mean " + meant.shown() + "?")
                .orElse("");
        return CelIssue.newBuilder()
                .setSeverity(error.getSeverity())
                .setExprId(error.getExprId())
                .setSourceLocation(error.getSourceLocation())
                .setMessage(shortened(error.getMessage()) + suggestion)
                .build()
                .toDisplayString(found.getSource());
    }

    /** Messages name types, which can be as long as a page. */
    private static String shortened(String message) {
        return message.length() > MAX_LENGTH ? message.substring(0, MAX_LENGTH) + "…" : message;
    }

    /** None, where the rule could not even be parsed. */
    private static List<CelExpr> parts(CelSource rule) {
        try {
            return CelNavigableAst.fromAst(RuleLanguage.COMPILER.parse(rule).getAst())
                    .getRoot()
                    .allNodes()
                    .map(CelNavigableExpr::expr)
                    .toList();
        } catch (CelValidationException unreadable) {
            return List.of();
        }
    }
}
