package dev.sallyport.keycloak.entitlement;

import java.util.Locale;

/** What became of a question to a source. */
enum Outcome {
    ANSWERED,
    /** No answer, or no end of it, within the deadline. */
    DEADLINE,
    /** No connection, or one that broke. */
    UNREACHABLE,
    /** An answer of 429 or 5xx. */
    FAILING,
    /** An answer of 401: how this server proves itself is not taken. */
    UNAUTHORIZED,
    /** Any other answer than 200, redirects among them. */
    REFUSED,
    /** Larger than is read. */
    TOO_LARGE,
    /** No JSON object of the kind that was asked for. */
    UNREADABLE,
    /** A field of another type than its component says. */
    WRONG_TYPE,
    /** Too many questions are under way, and none ended within the deadline. */
    BUSY,
    /** Not asked: the source has failed repeatedly, and gets a pause. */
    PAUSED,
    /** Not asked: its component, its secret or the server's options do not allow it. */
    MISCONFIGURED;

    /** Whether this tells of the source, whoever it is asked about, so that asking again at once would not help. */
    boolean isOutage() {
        return this == DEADLINE || this == UNREACHABLE || this == FAILING;
    }

    /** Whether nothing was said at all, neither good nor bad: then what was said before may stand in. */
    boolean isSilence() {
        return isOutage() || this == BUSY || this == PAUSED;
    }

    /** Whether the source said something, of whatever use. */
    boolean isReply() {
        return !isSilence() && this != MISCONFIGURED;
    }

    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
