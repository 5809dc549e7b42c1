package dev.sallyport.gateway.login;

/** An answer of the issuer's that logs nobody in. The message is for the log. */
final class LoginRefused extends RuntimeException {

    LoginRefused(String reason) {
        super(reason, null, false, false);
    }
}
