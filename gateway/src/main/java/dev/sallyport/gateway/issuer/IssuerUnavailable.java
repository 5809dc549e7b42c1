package dev.sallyport.gateway.issuer;

import org.springframework.web.reactive.function.client.WebClientException;

/** The issuer does not answer, or not with what OpenID Connect says. Nothing was decided: to try again is right. */
public final class IssuerUnavailable extends RuntimeException {

    public IssuerUnavailable(String what, Throwable cause) {
        super(what + ": " + cause.getMessage(), cause, false, false);
    }

    /**
     * What a question has come to that failed: the issuer said no, or nothing that decides anything. An answer that is
     * none could hold a token, so nothing of it goes into the message.
     */
    static RuntimeException unlessRefused(String what, Throwable failure) {
        return switch (failure) {
            case IssuerRefused refused -> refused;
            case IssuerUnavailable unavailable -> unavailable;
            case WebClientException unanswered -> new IssuerUnavailable(what, unanswered);
            default -> malformed(what, failure.getClass().getSimpleName());
        };
    }

    static IssuerUnavailable malformed(String what, String how) {
        return new IssuerUnavailable(what, new IllegalStateException(how));
    }
}
