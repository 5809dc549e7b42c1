package dev.sallyport.gateway.token;

/** The issuer no longer honours a token that it gave and that has not expired: its session or its person is gone there. */
public final class SubjectTokenEnded extends RuntimeException {

    SubjectTokenEnded(Throwable refused) {
        super("the issuer no longer honours the subject token", refused, false, false);
    }
}
