package dev.sallyport.realm.apply;

import dev.sallyport.realm.plan.Key;
import dev.sallyport.realm.plan.Kind;
import java.util.List;

/** Groups by their paths, such as {@code /staff/support}; a slash within a name is written {@code ~/}. */
final class Groups {

    private Groups() {}

    static Key key(String path) {
        var names = List.of(path.replaceFirst("^/", "").split("(?<!~)/"));
        return new Key(
                Kind.GROUP, names.stream().map(name -> name.replace("~/", "/")).toList());
    }
}
