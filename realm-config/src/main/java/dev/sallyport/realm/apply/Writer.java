package dev.sallyport.realm.apply;

import dev.sallyport.realm.plan.Change;

/** Writes things of some kinds. */
interface Writer {

    void create(Change change);

    void update(Change change);

    void delete(Change change);
}
