package dev.sallyport.system;

/** Keycloaks older than those that the extension is for; others by {@code -Dsallyport.realm.keycloaks=26.0.8,26.4.7}. */
public final class OlderKeycloaks {

    private OlderKeycloaks() {}

    public static String[] versions() {
        return System.getProperty("sallyport.realm.keycloaks").split(",", -1);
    }
}
