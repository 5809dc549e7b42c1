package dev.sallyport.keycloak.rule;

/** Something that a rule reads and that cannot be had now, such as the answer of a source that is down. */
public final class UnavailableFact extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean indispensable;

    /**
     * Takes the reason, which goes to the log.
     *
     * @param indispensable whether a token must not be issued without a claim that needs this
     */
    public UnavailableFact(String reason, boolean indispensable) {
        super(reason, null, false, false);
        this.indispensable = indispensable;
    }

    public boolean isIndispensable() {
        return indispensable;
    }
}
