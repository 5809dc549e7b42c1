package dev.sallyport.keycloak.rule;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;

/** A rule that passed the compiler: the type of its value, and how to come to it. */
record CompiledRule(CelType type, Program program) {

    static CompiledRule of(String name, String text) throws InvalidRule {
        try {
            var tree = RuleLanguage.COMPILER.compile(text, name).getAst();
            return new CompiledRule(tree.getResultType(), plan(tree));
        } catch (CelValidationException mistakes) {
            throw new InvalidRule(String.valueOf(mistakes.getMessage()));
        } catch (CelEvaluationException | RuntimeException | StackOverflowError unfit) {
            throw new InvalidRule("%s: this rule cannot be compiled%n | %s".formatted(name, text));
        }
    }

    Object value(Evaluation facts) throws FailedRule {
        try {
            return program.eval(facts.variables());
        } catch (CelEvaluationException failed) {
            throw new FailedRule(failed.getErrorCode().name(), failed);
        } catch (RuntimeException | StackOverflowError failed) {
            throw new FailedRule(failed.getClass().getSimpleName(), failed);
        }
    }

    private static Program plan(CelAbstractSyntaxTree tree) throws CelEvaluationException {
        return RuleLanguage.RUNTIME.createProgram(tree);
    }
}
