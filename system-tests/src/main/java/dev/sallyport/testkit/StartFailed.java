package dev.sallyport.testkit;

/** A part could not be started; the message says why, and ends with the last lines of its log where it has one. */
public final class StartFailed extends RuntimeException {

    private final String reason;

    StartFailed(String reason) {
        super(reason);
        this.reason = reason;
    }

    StartFailed(String reason, Throwable cause) {
        super(reason, cause);
        this.reason = reason;
    }

    StartFailed(String reason, String log) {
        super(reason + "\n" + log);
        this.reason = reason;
    }

    /** The sentence alone, without any log. */
    public String reason() {
        return reason;
    }
}
