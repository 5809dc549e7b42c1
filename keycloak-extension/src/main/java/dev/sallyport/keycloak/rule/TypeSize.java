package dev.sallyport.keycloak.rule;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * How large the types of a rule can become, before the compiler writes them out. A macro's variable that is mentioned
 * twice can double them: after thirty times {@code .map(m, {m: m})} there is no memory that holds one. So what is
 * multiplied are the mentions of all variables whose types can go into one another.
 */
final class TypeSize {

    private static final long MAX = 1000;

    /** Their values have a type that does not depend on what they take. */
    private static final Set<String> PLAIN = Set.of(
            "int",
            "uint",
            "double",
            "bool",
            "string",
            "bytes",
            "duration",
            "timestamp",
            "size",
            "startsWith",
            "endsWith",
            "contains",
            "matches");

    private static final Set<String> COMPARISONS = Set.of("_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_");

    private TypeSize() {}

    static void check(CelAbstractSyntaxTree parsed) throws CelValidationException {
        if (largest(CelNavigableAst.fromAst(parsed).getRoot()) > MAX) {
            var mistake = "the macros in this rule, within or after one another, mention their variables too often";
            throw new CelValidationException(parsed.getSource(), List.of(CelIssue.formatError(1, 1, mistake)));
        }
    }

    /** The most of all parts that are conditions of their own, and of the whole. */
    private static long largest(CelNavigableExpr root) {
        return Stream.concat(Stream.of(root), root.allNodes().filter(TypeSize::isOnItsOwn))
                .mapToLong(part -> product(part, part))
                .max()
                .orElse(1);
    }

    private static long product(CelNavigableExpr part, CelNavigableExpr whole) {
        if (!part.equals(whole) && isOnItsOwn(part)) {
            return 1;
        }
        var product = part.getKind() == Kind.COMPREHENSION ? mentions(part) : 1;
        for (var child : part.children().toList()) {
            product = Math.min(product * product(child, whole), MAX + 1);
        }
        return product;
    }

    /** True or false, and without variables of macros around it: no type leaves it. */
    private static boolean isOnItsOwn(CelNavigableExpr part) {
        return part.getKind() == Kind.COMPREHENSION
                && part.expr().comprehension().accuInit().getKind() == Kind.CONSTANT
                && around(part).noneMatch(macro -> isMentioned(macro, part));
    }

    private static Stream<CelNavigableExpr> around(CelNavigableExpr part) {
        return Stream.iterate(part.parent(), Optional::isPresent, above -> above.flatMap(CelNavigableExpr::parent))
                .flatMap(Optional::stream)
                .filter(above -> above.getKind() == Kind.COMPREHENSION);
    }

    private static boolean isMentioned(CelNavigableExpr macro, CelNavigableExpr within) {
        return variables(macro).anyMatch(name -> within.allNodes().anyMatch(isNamed(name)));
    }

    private static long mentions(CelNavigableExpr macro) {
        return variables(macro)
                .mapToLong(name -> Math.max(1, mentions(macro, name)))
                .reduce(1, (one, other) -> one * other);
    }

    /** What a macro goes through does not know its variables: a name there is another's. */
    private static long mentions(CelNavigableExpr macro, String name) {
        var around = macro.expr().comprehension();
        return macro.children()
                .filter(child -> child.id() != around.iterRange().id()
                        && child.id() != around.accuInit().id())
                .flatMap(CelNavigableExpr::allNodes)
                .filter(isNamed(name))
                .filter(TypeSize::givesItsType)
                .count();
    }

    /** Without those that macros make up, whose names begin with a sign. */
    private static Stream<String> variables(CelNavigableExpr macro) {
        var comprehension = macro.expr().comprehension();
        return Stream.of(comprehension.iterVar(), comprehension.accuVar())
                .filter(name -> Character.isJavaIdentifierStart(name.charAt(0)));
    }

    private static Predicate<CelNavigableExpr> isNamed(String name) {
        return part ->
                part.getKind() == Kind.IDENT && part.expr().ident().name().equals(name);
    }

    private static boolean givesItsType(CelNavigableExpr mention) {
        return mention.parent()
                .filter(parent -> parent.getKind() == Kind.CALL)
                .map(parent -> parent.expr().call())
                .filter(call -> PLAIN.contains(call.function())
                        || (COMPARISONS.contains(call.function())
                                && call.args().stream().anyMatch(side -> side.getKind() == Kind.CONSTANT)))
                .isEmpty();
    }
}
