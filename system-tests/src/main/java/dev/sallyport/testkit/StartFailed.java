package dev.sallyport.testkit;

/** A part could not be started; the message says why, and ends with the last lines of its log where it has one. */
public final class StartFailed extends RuntimeException {

    StartFailed(String reason) {
        super(reason);
    }

    StartFailed(String reason, Throwable cause) {
        super(reason, cause);
    }
}
