package dev.sallyport.realm.cli;

import dev.sallyport.keycloak.text.OneLine;
import dev.sallyport.realm.apply.Progress;
import dev.sallyport.realm.plan.Change;
import dev.sallyport.realm.plan.Columns;
import java.io.PrintWriter;

/** Shows in one line of a terminal how far an apply is. */
record ProgressBar(PrintWriter out) implements Progress {

    private static final String CLEAR = "\r\u001b[K";

    private static final int BAR = 24;
    private static final int WIDTH = 79;

    @Override
    public void next(int done, int all, Change next) {
        var full = BAR * done / all;
        var line = "[%s%s] %d/%d %s"
                .formatted("#".repeat(full), ".".repeat(BAR - full), done, all, OneLine.of(next.toString()));
        out.print(CLEAR + line.substring(0, Columns.end(line, 0, WIDTH)));
        out.flush();
    }

    @Override
    public void end() {
        out.print(CLEAR);
        out.flush();
    }
}
