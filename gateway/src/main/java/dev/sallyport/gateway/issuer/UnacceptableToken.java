package dev.sallyport.gateway.issuer;

/** A token that this gateway does not accept. Its message is for the log: it names the rule, and never the token. */
public final class UnacceptableToken extends RuntimeException {

    public UnacceptableToken(String rule) {
        super(rule, null, false, false);
    }
}
