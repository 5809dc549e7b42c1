package dev.sallyport.realm.files;

import dev.sallyport.realm.files.Tree.Mapping;
import dev.sallyport.realm.files.Tree.Scalar;
import dev.sallyport.realm.files.Tree.Sequence;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** By what Keycloak tells the things in a list apart. */
final class Identity {

    private static final List<String> NAMES = List.of("clientId", "username", "alias", "name");
    private static final List<String> APART = List.of("identityProviderAlias", "subType", "parentId");

    private Identity() {}

    static Optional<String> of(Mapping thing) {
        return NAMES.stream()
                .flatMap(key -> thing.text(key).stream())
                .findFirst()
                .map(name -> full(name, thing));
    }

    /** The field that has the name. */
    static Optional<String> field(Mapping thing) {
        return NAMES.stream().filter(key -> thing.text(key).isPresent()).findFirst();
    }

    /** Some things have one name in several places. */
    private static String full(String name, Mapping thing) {
        return Stream.concat(Stream.of(name), APART.stream().flatMap(key -> thing.text(key).stream()))
                .reduce((left, right) -> left + " of " + right)
                .orElse(name);
    }

    /** Finds what stands twice in one list. */
    static void check(Tree tree, List<Finding> findings) {
        switch (tree) {
            case Mapping mapping -> mapping.values().forEach((key, value) -> check(value, findings));
            case Sequence list -> {
                checkList(list, findings);
                list.items().forEach(item -> check(item, findings));
            }
            case Scalar plain -> {}
        }
    }

    private static void checkList(Sequence list, List<Finding> findings) {
        var first = new HashMap<String, Place>();
        for (var item : list.mappings()) {
            of(item).ifPresent(name -> {
                var known = first.putIfAbsent(name, item.place());
                if (known != null) {
                    findings.add(Finding.error(
                            item.place(),
                            "'" + name + "' stands in this list a second time; first in line " + known.line()));
                }
            });
        }
    }
}
