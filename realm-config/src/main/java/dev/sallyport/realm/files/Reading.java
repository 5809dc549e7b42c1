package dev.sallyport.realm.files;

import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonPointer;

/**
 * All that can be said of files, whether they are right or not: for checking.
 *
 * @param realm what could be understood of them
 * @param findings what is wrong with the files themselves
 * @param grants the grant rules that stand in a file as rules, by scope
 * @param claims the claim rules, by claim
 */
public record Reading(
        DesiredRealm realm, List<Finding> findings, Map<String, WrittenRule> grants, Map<String, WrittenRule> claims) {

    public Reading {
        findings = List.copyOf(findings);
        grants = Map.copyOf(grants);
        claims = Map.copyOf(claims);
    }

    /** Where a part of the representation was written, or what it is a part of. */
    public Place place(JsonPointer part) {
        for (var pointer = part; pointer != null; pointer = pointer.head()) {
            var place = realm.places().get(pointer);
            if (place != null) {
                return place;
            }
        }
        throw new IllegalStateException("a realm without a place");
    }
}
