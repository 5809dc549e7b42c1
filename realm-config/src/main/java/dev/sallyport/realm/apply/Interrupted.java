package dev.sallyport.realm.apply;

import dev.sallyport.realm.plan.Change;

/** An apply that could not make one of its changes. */
public final class Interrupted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Interrupted(int done, int all, Change failed, RuntimeException cause) {
        super(
                "Stopped at change %d of %d, to %s: %s%n%s"
                        .formatted(
                                done + 1,
                                all,
                                failed,
                                cause.getMessage(),
                                "What is done stays done. A plan shows what is left, and apply goes on from there."),
                cause);
    }
}
