package dev.sallyport.realm.apply;

import static dev.sallyport.realm.admin.AdminApi.segment;

import dev.sallyport.realm.plan.Change;

/** Writes texts in one language. Empty ones are deleted. */
record TextsWriter(Target target) implements Writer {

    @Override
    public void create(Change change) {
        update(change);
    }

    @Override
    public void update(Change change) {
        var place = "/localization/" + segment(change.key().name());
        var texts = change.after().fields().deepCopy();
        change.after().fields().forEachEntry((name, text) -> {
            if (text.asString("").isEmpty()) {
                texts.remove(name);
                target.delete(place + "/" + segment(name), null);
            }
        });
        if (!texts.isEmpty()) {
            target.add(place, texts);
        }
    }

    @Override
    public void delete(Change change) {
        target.delete("/localization/" + segment(change.key().name()), null);
    }
}
