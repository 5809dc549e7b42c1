package dev.sallyport.keycloak.scope;

import java.util.List;

/**
 * Why someone has a domain scope at a client, or has not.
 *
 * @param verdict {@code granted}, or the first reason against it
 * @param asked for, by name or through a domain marker
 * @param assigned to the client
 * @param permitted by the client scope's own role mappings, if it has any
 * @param consented whether the user has agreed, if they have to
 */
public record ScopeExplanation(
        String scope,
        String verdict,
        boolean asked,
        boolean assigned,
        boolean permitted,
        boolean consented,
        List<RuleExplanation> rules) {

    public boolean granted() {
        return verdict.equals(Verdict.GRANTED.tag());
    }
}
