package dev.sallyport.realm.apply;

/** Why an apply does not begin, or does not go on. What is left to do, a new plan shows. */
public final class Stopped extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Stopped(String reason) {
        super(reason);
    }
}
