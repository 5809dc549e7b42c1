package dev.sallyport.realm.apply;

import static dev.sallyport.realm.admin.AdminApi.segment;

import dev.sallyport.realm.plan.Change;

/** Writes texts in one language. */
record TextsWriter(Target target) implements Writer {

    @Override
    public void create(Change change) {
        update(change);
    }

    @Override
    public void update(Change change) {
        target.add(
                "/localization/" + segment(change.key().name()), change.after().fields());
    }

    @Override
    public void delete(Change change) {
        target.delete("/localization/" + segment(change.key().name()), null);
    }
}
