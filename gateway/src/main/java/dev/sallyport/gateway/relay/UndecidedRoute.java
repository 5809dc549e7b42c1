package dev.sallyport.gateway.relay;

/** A route whose filters leave open, or contradict themselves about, what its service gets. */
final class UndecidedRoute extends RuntimeException {

    private final String remedy;

    UndecidedRoute(String route, String what, String remedy) {
        super("Route '" + route + "' has " + what + ".");
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
