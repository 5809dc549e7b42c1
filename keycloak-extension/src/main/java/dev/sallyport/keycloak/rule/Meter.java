package dev.sallyport.keycloak.rule;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.values.ErrorValue;
import dev.cel.runtime.CelEvaluationListener;
import java.util.BitSet;

/**
 * Pays for each part of a rule that is evaluated, and much for each mistake that the rule goes on after. An exception
 * costs more than anything else that a part can do, and the other side of an {@code ||} hides it: a side that CEL
 * did not tell of, or that is no truth value, was a mistake. A list or map that a rule makes is read when it is made,
 * because CEL itself reads it to its depth wherever it is mentioned.
 */
@SuppressWarnings("Immutable") // CEL asks for it; belongs to one evaluation, and so to one thread
final class Meter implements CelEvaluationListener {

    private static final int PART = 2;

    /** Making an exception takes 20 to 40 microseconds. */
    private static final int MISTAKE = 4000;

    private final Work work;
    private final BitSet decided = new BitSet();

    Meter(Work work) {
        this.work = work;
    }

    @Override
    public void callback(CelExpr part, Object value) {
        work.pay(hidesMistake(part) || value instanceof ErrorValue ? MISTAKE : PART);
        if (part.getKind() == Kind.LIST || part.getKind() == Kind.MAP) {
            Work.toRead(value);
        }
        decided.set((int) part.id(), value instanceof Boolean);
    }

    /** The first side is always evaluated, and before the whole. */
    private boolean hidesMistake(CelExpr part) {
        if (part.getKind() != Kind.CALL) {
            return false;
        }
        return switch (part.call().function()) {
            case "_||_", "_&&_" -> !wasDecided(part.call().args().get(0));
            default -> false;
        };
    }

    private boolean wasDecided(CelExpr side) {
        var wasDecided = decided.get((int) side.id());
        decided.clear((int) side.id());
        return wasDecided;
    }
}
