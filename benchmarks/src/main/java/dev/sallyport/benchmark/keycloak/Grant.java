package dev.sallyport.benchmark.keycloak;

/** A way to a token; those with a password are no measure, because checking one is slow on purpose. */
enum Grant {
    REFRESH("refresh"),
    CLIENT_CREDENTIALS("client credentials");

    private final String words;

    Grant(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
