package dev.sallyport.keycloak.rule;

import java.util.Optional;
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

    /** Names what was missing, where that is why. */
    static FailedRule because(String kind, Throwable cause) {
        return new FailedRule(missing(cause).map(Throwable::getMessage).orElse(kind), cause);
    }

    /** What the rule needed and could not be had; empty where the mistake is the rule's own. */
    public Optional<UnavailableFact> missing() {
        return missing(getCause());
    }

    private static Optional<UnavailableFact> missing(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnavailableFact missing) {
                return Optional.of(missing);
            }
        }
        return Optional.empty();
    }
}
