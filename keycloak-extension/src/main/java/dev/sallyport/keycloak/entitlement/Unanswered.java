package dev.sallyport.keycloak.entitlement;

/** A question to a source that came to nothing. Says why, and nothing that came from the source. */
final class Unanswered extends Exception {

    private static final long serialVersionUID = 1L;

    private final Outcome outcome;

    Unanswered(Outcome outcome) {
        super(outcome.tag(), null, false, false);
        this.outcome = outcome;
    }

    Outcome outcome() {
        return outcome;
    }
}
