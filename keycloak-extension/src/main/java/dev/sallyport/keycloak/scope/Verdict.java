package dev.sallyport.keycloak.scope;

import java.util.Locale;

/** What became of one domain scope that was asked for. */
enum Verdict {
    GRANTED,
    /** The rule is false. */
    REFUSED,
    /** The rule came to no value. */
    RULE_FAILED,
    /** The rule needs what a source outside Keycloak did not say. */
    SOURCE_UNAVAILABLE,
    /** The rule cannot be compiled, or the whole table cannot be read. */
    RULE_INVALID,
    /** The rule reads an attribute that users may edit themselves. */
    RULE_UNSAFE,
    /** The token that was given in exchange does not have it. */
    NOT_IN_SUBJECT_TOKEN,
    /** The client lacks the client scope whose mapper would decide. */
    NOT_DECIDED;

    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
