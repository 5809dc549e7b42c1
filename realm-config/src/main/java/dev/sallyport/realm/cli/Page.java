package dev.sallyport.realm.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/** What is written for people: colour where it is seen, and lines of 80 columns. */
final class Page {

    static final int WIDTH = 80;

    private final PrintWriter out;
    private final Ansi colour;

    Page(PrintWriter out) {
        this(out, System.getenv(), isTerminal());
    }

    /** Without colour, if {@code NO_COLOR} says so (https://no-color.org) or nobody looks. */
    Page(PrintWriter out, Map<String, String> environment, boolean isTerminal) {
        this.out = out;
        var wanted = isTerminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
        this.colour = wanted && !environment.getOrDefault("TERM", "").equals("dumb") ? Ansi.ON : Ansi.OFF;
    }

    @SuppressWarnings("SystemConsoleNull") // what it is annotated with says that it may be
    private static boolean isTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    void line(String text) {
        out.println(text);
        out.flush();
    }

    String bold(String text) {
        return styled("1", text);
    }

    String red(String text) {
        return styled("1;31", text);
    }

    String yellow(String text) {
        return styled("1;33", text);
    }

    String green(String text) {
        return styled("1;32", text);
    }

    String faint(String text) {
        return styled("2", text);
    }

    private String styled(String code, String text) {
        return colour.enabled() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    /** Breaks a text between words; a word that is longer than a line stays whole. */
    static String wrapped(String indent, String text) {
        var lines = new StringBuilder();
        var line = new StringBuilder();
        for (var word : List.of(text.split(" ", -1))) {
            if (!line.isEmpty() && indent.length() + line.length() + 1 + word.length() > WIDTH) {
                lines.append(indent).append(line).append('\n');
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        return lines.append(indent).append(line).toString();
    }
}
