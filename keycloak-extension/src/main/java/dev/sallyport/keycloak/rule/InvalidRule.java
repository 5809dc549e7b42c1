package dev.sallyport.keycloak.rule;

/**
 * A rule that cannot be used. The message says for each mistake the line, the column and the reason, and points at the
 * place with a caret.
 */
public final class InvalidRule extends Exception {

    private static final long serialVersionUID = 1L;

    InvalidRule(String message) {
        super(message);
    }

    InvalidRule(String message, Throwable cause) {
        super(message, cause);
    }
}
