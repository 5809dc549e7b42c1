package dev.sallyport.realm.apply;

import dev.sallyport.realm.plan.Items;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * What of a realm is created by an import. Mostly all of it; of a large realm what the rest stands on, because for each thing
 * that Keycloak imports it looks again at all things that it has imported in the same transaction.
 */
final class Frame {

    /** An import of as many things takes some ten seconds, one of ten times as many a hundred times as long. */
    private static final int LARGE = 1_000;

    /** What there are many of, and what names these. */
    private static final List<String> STEP_BY_STEP = List.of(
            "clients",
            "roles",
            "groups",
            "defaultGroups",
            "users",
            "scopeMappings",
            "clientScopeMappings",
            "identityProviders",
            "identityProviderMappers",
            "organizations",
            "clientPolicies");

    private Frame() {}

    static ObjectNode of(ObjectNode representation, Items wanted) {
        return wanted.all().size() < LARGE
                ? representation
                : representation.deepCopy().remove(STEP_BY_STEP);
    }
}
