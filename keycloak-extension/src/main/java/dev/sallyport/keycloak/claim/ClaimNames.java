package dev.sallyport.keycloak.claim;

import static java.util.Objects.requireNonNullElse;

import dev.sallyport.keycloak.table.MapperProperty;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import org.keycloak.models.RealmModel;

/**
 * Which names a private claim may have in a realm: a URI, so that it collides with nobody's (RFC 7519 section 4.2), or a
 * short name that the realm allows. Never one that a standard or Keycloak gives a meaning to.
 *
 * @param prefix what a URI must begin with, set by the realm attribute {@code sallyport.claim-prefix}; by default any
 * @param allowed short names, set by the realm attribute {@code sallyport.claim-names}, separated by spaces or commas
 */
public record ClaimNames(String prefix, Set<String> allowed) {

    private static final String PREFIX = "sallyport.claim-prefix";
    private static final String ALLOWED = "sallyport.claim-names";

    static ClaimNames in(RealmModel realm) {
        return new ClaimNames(attribute(realm, PREFIX), MapperProperty.names(attribute(realm, ALLOWED)));
    }

    /** Why a claim may not have this name; empty, if it may. */
    public Optional<String> objection(String name) {
        if (RegisteredClaims.contain(name)) {
            return Optional.of("a standard or Keycloak gives this name a meaning");
        }
        if (allowed.contains(name)) {
            return Optional.empty();
        }
        if (!isUri(name)) {
            return Optional.of(
                    "is neither a URI, like https://example.com/claims/tenant, nor among the short names that"
                            + " this realm allows (its attribute " + ALLOWED + ")");
        }
        return name.startsWith(prefix)
                ? Optional.empty()
                : Optional.of("does not begin with " + prefix + " (the realm's attribute " + PREFIX + ")");
    }

    private static boolean isUri(String name) {
        try {
            var uri = new URI(name);
            return uri.isAbsolute() && isAscii(name) && (uri.getHost() != null || "urn".equals(uri.getScheme()));
        } catch (URISyntaxException notOne) {
            return false;
        }
    }

    /** As RFC 3986 has it; Java takes other letters too, and marks that nobody sees. */
    private static boolean isAscii(String name) {
        return name.chars().allMatch(character -> character < 0x7F);
    }

    private static String attribute(RealmModel realm, String name) {
        return requireNonNullElse(realm.getAttribute(name), "");
    }
}
