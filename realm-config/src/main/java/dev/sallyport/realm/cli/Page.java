package dev.sallyport.realm.cli;

import dev.sallyport.realm.plan.Columns;
import dev.sallyport.realm.plan.Style;
import java.io.PrintWriter;
import java.util.List;

/** What is written for people: lines of 80 columns. */
record Page(PrintWriter out, Style style) {

    static final int WIDTH = 80;

    void line(String text) {
        out.println(text);
        out.flush();
    }

    /** Breaks a text between words; a word that is longer than a line stays whole. */
    static String wrapped(String indent, String text) {
        var lines = new StringBuilder();
        var line = new StringBuilder();
        for (var word : List.of(text.split(" ", -1))) {
            if (!line.isEmpty() && Columns.of(indent + line + word) + 1 > WIDTH) {
                lines.append(indent).append(line).append('\n');
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        return lines.append(indent).append(line).toString();
    }
}
