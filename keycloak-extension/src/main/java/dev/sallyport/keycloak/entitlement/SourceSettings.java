package dev.sallyport.keycloak.entitlement;

import static java.util.Comparator.comparing;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * A source as an administrator configured it. Two that are equal share their answers; any change asks anew. Keycloak
 * keeps a component's fields in no order.
 *
 * @param name what rules call it
 * @param fresh how long an answer is as good as new
 * @param stale how much longer it stands in where the source gives none
 * @param failsClaims whether a claim that needs a missing answer fails the token rather than being left out
 */
record SourceSettings(
        String name,
        Protocol protocol,
        URI url,
        String resourceType,
        List<Field> fields,
        Authentication authentication,
        Duration deadline,
        Duration fresh,
        Duration stale,
        boolean failsClaims) {

    /** A setting that cannot be used; says so to an administrator. */
    static final class Invalid extends Exception {
        private static final long serialVersionUID = 1L;

        Invalid(String reason) {
            super(reason);
        }
    }

    SourceSettings {
        fields = fields.stream().sorted(comparing(Field::name)).toList();
    }
}
