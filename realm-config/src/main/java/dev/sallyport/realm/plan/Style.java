package dev.sallyport.realm.plan;

/** Colours of a terminal, or none. */
public enum Style {
    PLAIN,
    COLOURED;

    private static final String END = "\u001b[0m";

    String added(String text) {
        return in("32", text);
    }

    String changed(String text) {
        return in("33", text);
    }

    String removed(String text) {
        return in("31", text);
    }

    String strong(String text) {
        return in("1", text);
    }

    String faint(String text) {
        return in("2", text);
    }

    private String in(String code, String text) {
        return this == PLAIN || text.isEmpty() ? text : "\u001b[" + code + "m" + text + END;
    }
}
