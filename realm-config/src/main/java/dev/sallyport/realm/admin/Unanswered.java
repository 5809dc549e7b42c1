package dev.sallyport.realm.admin;

/** A call that Keycloak gave no answer to, or none that can be read: it may have been carried out or not. */
public final class Unanswered extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Unanswered(String message, Throwable cause) {
        super(message, cause);
    }
}
