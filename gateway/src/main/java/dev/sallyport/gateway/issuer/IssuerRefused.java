package dev.sallyport.gateway.issuer;

import org.jspecify.annotations.Nullable;

/** The issuer's token endpoint said no (RFC 6749 section 5.2). The message is for the log. */
public final class IssuerRefused extends RuntimeException {

    private final String error;

    IssuerRefused(String error, @Nullable String description) {
        super(description == null ? error : error + ": " + description, null, false, false);
        this.error = error;
    }

    /** True if the grant itself is spent, revoked or expired; any other refusal is about us as a client. */
    public boolean isInvalidGrant() {
        return error.equals("invalid_grant");
    }
}
