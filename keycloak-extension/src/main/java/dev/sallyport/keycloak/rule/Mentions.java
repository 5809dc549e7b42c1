package dev.sallyport.keycloak.rule;

import static java.util.stream.Collectors.toCollection;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Finds what a rule reads: each place where a variable stands, and what is selected from it right there. */
final class Mentions {

    private Mentions() {}

    static SortedSet<Mention> in(CelAbstractSyntaxTree tree) {
        return CelNavigableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .filter(Mentions::isVariable)
                .map(Mentions::mention)
                .collect(toCollection(TreeSet::new));
    }

    private static boolean isVariable(CelNavigableExpr node) {
        return node.getKind() == Kind.IDENT && Vocabulary.VARIABLES.fields().containsKey(name(node));
    }

    /** The compiler leaves {@code .user} as it is where a macro calls its own variable {@code user}. */
    private static String name(CelNavigableExpr identifier) {
        var written = identifier.expr().ident().name();
        return written.startsWith(".") ? written.substring(1) : written;
    }

    private static Mention mention(CelNavigableExpr variable) {
        var name = name(variable);
        var field = variable.parent().flatMap(parent -> selected(parent, variable));
        var key = field.filter(known -> Vocabulary.isMap(name, known))
                .flatMap(known -> variable.parent())
                .flatMap(whole -> whole.parent().flatMap(parent -> selected(parent, whole)));
        return new Mention(name, field, key);
    }

    /** The name that is taken from the operand: {@code x.name}, {@code x.?name}, {@code x['name']}, {@code 'name' in x}. */
    private static Optional<String> selected(CelNavigableExpr parent, CelNavigableExpr operand) {
        var expression = parent.expr();
        return switch (parent.getKind()) {
            case SELECT -> Optional.of(expression.select().field());
            case CALL ->
                switch (expression.call().function()) {
                    case "_[_]", "_[?_]", "_?._" -> constant(expression, 1, 0, operand);
                    case "@in" -> constant(expression, 0, 1, operand);
                    default -> Optional.empty();
                };
            default -> Optional.empty();
        };
    }

    private static Optional<String> constant(CelExpr call, int name, int container, CelNavigableExpr operand) {
        var arguments = call.call().args();
        return Optional.of(arguments.get(name))
                .filter(ignored -> arguments.get(container).id() == operand.id())
                .filter(argument -> argument.getKind() == Kind.CONSTANT)
                .map(CelExpr::constant)
                .filter(constant -> constant.getKind() == CelConstant.Kind.STRING_VALUE)
                .map(CelConstant::stringValue);
    }
}
