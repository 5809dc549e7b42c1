package dev.sallyport.realm.plan;

/** Colours of a terminal, or none. */
public enum Style {
    PLAIN,
    COLOURED;

    private static final String END = "\u001b[0m";

    public String green(String text) {
        return in("32", text);
    }

    public String yellow(String text) {
        return in("33", text);
    }

    public String red(String text) {
        return in("31", text);
    }

    public String bold(String text) {
        return in("1", text);
    }

    public String faint(String text) {
        return in("2", text);
    }

    private String in(String code, String text) {
        return this == PLAIN || text.isEmpty() ? text : "\u001b[" + code + "m" + text + END;
    }
}
