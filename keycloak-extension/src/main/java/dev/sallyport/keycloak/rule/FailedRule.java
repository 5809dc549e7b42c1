package dev.sallyport.keycloak.rule;

import org.jspecify.annotations.Nullable;

/**
 * A rule that came to no value, such as one that reads an attribute which this user does not have. Says only what kind
 * of mistake it was: the details could hold what is known of a user.
 */
public final class FailedRule extends Exception {

    private static final long serialVersionUID = 1L;

    FailedRule(String kind, @Nullable Throwable cause) {
        super(kind, cause);
    }
}
