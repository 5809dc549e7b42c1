package dev.sallyport.realm.files;

/** The part of a long line that is worth a look, with a caret below it. */
final class Window {

    private static final int WIDTH = 68;

    private Window() {}

    static String around(String line, int column) {
        var begin = line.length() <= WIDTH ? 0 : Math.max(0, Math.min(column - WIDTH / 2, line.length() - WIDTH));
        var end = Math.min(line.length(), begin + WIDTH);
        var shown = (begin > 0 ? "…" : "") + line.substring(begin, end) + (end < line.length() ? "…" : "");
        return "| " + shown + "\n| " + " ".repeat(column - begin + (begin > 0 ? 1 : 0)) + "^";
    }
}
