package dev.sallyport.keycloak.rule;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import java.util.Optional;
import java.util.stream.Stream;

/** The regular expressions that stand in a rule as they are: one that no text can be held against is a mistake. */
final class Expressions {

    private Expressions() {}

    static void check(CelAbstractSyntaxTree tree) throws CelValidationException {
        var mistakes = CelNavigableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .map(CelNavigableExpr::expr)
                .flatMap(Expressions::written)
                .flatMap(written -> mistake(written, tree).stream())
                .toList();
        if (!mistakes.isEmpty()) {
            throw new CelValidationException(tree.getSource(), mistakes);
        }
    }

    /** The last argument, in {@code text.matches('…')} as in {@code matches(text, '…')}. */
    private static Stream<CelExpr> written(CelExpr part) {
        return Stream.of(part)
                .filter(call ->
                        call.getKind() == Kind.CALL && call.call().function().equals("matches"))
                .flatMap(call ->
                        call.call().args().stream().skip(call.call().args().size() - 1L))
                .filter(argument -> argument.getKind() == Kind.CONSTANT)
                .filter(argument -> argument.constant().getKind() == CelConstant.Kind.STRING_VALUE);
    }

    private static Optional<CelIssue> mistake(CelExpr written, CelAbstractSyntaxTree tree) {
        return RegularExpression.objection(written.constant().stringValue())
                .map(reason -> CelIssue.formatError(written.id(), place(written, tree), reason));
    }

    private static CelSourceLocation place(CelExpr part, CelAbstractSyntaxTree tree) {
        return Optional.ofNullable(tree.getSource().getPositionsMap().get(part.id()))
                .flatMap(tree.getSource()::getOffsetLocation)
                .orElse(CelSourceLocation.NONE);
    }
}
