package dev.sallyport.realm.apply;

import dev.sallyport.realm.plan.Change;

/** Hears of an apply while it goes on. */
public interface Progress {

    /** Hears nothing. */
    Progress SILENT = (done, all, next) -> {};

    /** It is over, well or not. */
    default void end() {}

    /** So many of so many changes are made, and this one is next. */
    void next(int done, int all, Change next);
}
