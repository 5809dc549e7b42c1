package dev.sallyport.gateway.issuer;

/** The issuer does not answer, or not with what OpenID Connect says. Nothing was decided: to try again is right. */
public final class IssuerUnavailable extends RuntimeException {

    public IssuerUnavailable(String what, Throwable cause) {
        super(what + ": " + cause.getMessage(), cause, false, false);
    }
}
