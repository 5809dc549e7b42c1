package dev.sallyport.realm.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Carries a new name to the parts of what is renamed, and to the account of a client. */
final class Renaming {

    private Renaming() {}

    static Key of(Key key, Key from, Key to) {
        if (key.equals(from)) {
            return to;
        }
        if (from.kind() == Kind.CLIENT && key.equals(Key.of(Kind.USER, account(from)))) {
            return Key.of(Kind.USER, account(to));
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

    /** What Keycloak calls the account of a client. */
    static String account(Key client) {
        return ("service-account-" + client.name()).toLowerCase(Locale.ROOT);
    }
}
