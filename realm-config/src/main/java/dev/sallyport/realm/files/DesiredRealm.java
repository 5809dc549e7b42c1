package dev.sallyport.realm.files;

import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.node.ObjectNode;

/**
 * The realm that the files ask for. What they do not declare is not in it.
 *
 * @param realm its name
 * @param representation Keycloak's representation of a realm, as {@code --import-realm} reads it
 * @param secrets where in the representation secrets stand, which nothing may show
 * @param places where in the files each part of the representation was written; our short forms stand for all that
 *     they were compiled to
 */
public record DesiredRealm(
        String realm, ObjectNode representation, Set<JsonPointer> secrets, Map<JsonPointer, Place> places) {

    public DesiredRealm {
        secrets = Set.copyOf(secrets);
        places = Map.copyOf(places);
    }

    /** Says nothing of what is in it. */
    @Override
    public String toString() {
        return "DesiredRealm[realm=" + realm + "]";
    }
}
