package dev.sallyport.realm.plan;

import java.util.ArrayList;
import java.util.List;

/** Carries a new name to the parts of what is renamed. */
final class Renaming {

    private Renaming() {}

    static Key of(Key key, Key from, Key to) {
        if (key.equals(from)) {
            return to;
        }
        var parent = key.parent();
        if (parent.isEmpty()) {
            return key;
        }
        var renamed = of(parent.get(), from, to);
        if (renamed.equals(parent.get())) {
            return key;
        }
        var path = new ArrayList<>(renamed.path());
        List<String> own =
                key.path().subList(parent.get().path().size(), key.path().size());
        path.addAll(own);
        return new Key(key.kind(), path);
    }
}
