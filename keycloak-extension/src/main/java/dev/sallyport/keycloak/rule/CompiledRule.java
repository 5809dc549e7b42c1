package dev.sallyport.keycloak.rule;

import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime.Program;
import java.util.SortedSet;

/** A rule that passed the compiler: the type of its value, what it reads, and how to come to the value. */
record CompiledRule(CelType type, SortedSet<Mention> mentions, Program program) {

    static CompiledRule of(String name, String text) throws InvalidRule {
        try {
            var parsed = RuleLanguage.COMPILER.parse(text, name).getAst();
            TypeSize.check(parsed);
            var tree = RuleLanguage.COMPILER.check(parsed).getAst();
            Expressions.check(tree);
            return new CompiledRule(tree.getResultType(), Mentions.in(tree), RuleLanguage.RUNTIME.createProgram(tree));
        } catch (CelValidationException found) {
            throw new InvalidRule(new Mistakes(found).message(), found);
        } catch (CelEvaluationException | RuntimeException | StackOverflowError unfit) {
            throw new InvalidRule("%s: this rule cannot be compiled: %s%n | %s".formatted(name, unfit, text), unfit);
        }
    }

    Object value(Evaluation facts) throws FailedRule {
        facts.work().begin();
        try {
            return program.trace(facts.variables(), new Meter(facts.work()));
        } catch (CelEvaluationException failed) {
            throw FailedRule.because(failed.getErrorCode().name(), failed);
        } catch (Work.TooMuch bounds) {
            throw new FailedRule(String.valueOf(bounds.getMessage()), null);
        } catch (RuntimeException | StackOverflowError failed) {
            throw FailedRule.because(failed.getClass().getSimpleName(), failed);
        } finally {
            Work.end();
        }
    }
}
