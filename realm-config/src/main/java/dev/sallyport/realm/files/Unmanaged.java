package dev.sallyport.realm.files;

import dev.sallyport.realm.files.Finding.Severity;
import dev.sallyport.realm.files.Tree.Mapping;
import dev.sallyport.realm.files.Tree.Sequence;
import java.util.List;
import java.util.Map;

/**
 * What files may say and only an import carries out. Who plans or applies is refused: nothing of what files say is passed over.
 */
final class Unmanaged {

    private static final Map<String, List<String>> WITHIN = Map.of(
            "clients", List.of("authorizationSettings"),
            "organizations", List.of("members"),
            "users", List.of("federatedIdentities", "clientConsents"));

    private Unmanaged() {}

    static void check(Mapping realm, Severity severity, List<Finding> findings) {
        found(realm, "federatedUsers", severity, findings);
        WITHIN.forEach((list, fields) -> realm.list(list)
                .mappings()
                .forEach(one -> fields.forEach(field -> found(one, field, severity, findings))));
    }

    private static void found(Mapping owner, String field, Severity severity, List<Finding> findings) {
        var entry = owner.entries().get(field);
        if (entry != null
                && !(entry.value() instanceof Sequence list && list.items().isEmpty())) {
            findings.add(new Finding(
                    entry.place(),
                    severity,
                    "plan and apply do not manage '" + field
                            + "': only an import of the compiled file carries it out"));
        }
    }
}
