package dev.sallyport.benchmark.gateway;

import java.util.List;

/** A bar for each entry: what a request costs it. */
final class Chart {

    private static final int BAR = 26;
    private static final int LEFT = 390;
    private static final int WIDTH = 380;

    private Chart() {}

    static String of(List<Results.Row> rows) {
        var most = rows.stream().mapToDouble(Chart::total).max().orElse(1);
        var svg = new StringBuilder("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="13">
                <rect width="100%%" height="100%%" fill="#fff"/>
                <text x="10" y="22" font-weight="bold">CPU time a request, in microseconds (with Redis), %d connections</text>
                """.formatted(
                LEFT + WIDTH + 90, rows.size() * BAR + 50, rows.getFirst().connections()));
        for (var number = 0; number < rows.size(); number++) {
            svg.append(bar(rows.get(number), 40 + number * BAR, most));
        }
        return svg.append("</svg>\n").toString();
    }

    private static String bar(Results.Row row, int top, double most) {
        var ours = row.title().startsWith("**");
        var length = total(row) / most * WIDTH;
        return """
                <text x="%d" y="%d" text-anchor="end"%s>%s</text>
                <rect x="%d" y="%d" width="%.0f" height="%d" fill="%s"/>
                <text x="%.0f" y="%d">%.0f (%.2f×)</text>
                """.formatted(
                        LEFT - 8,
                        top + 15,
                        ours ? " font-weight=\"bold\"" : "",
                        row.title().replace("*", ""),
                        LEFT,
                        top,
                        length,
                        BAR - 6,
                        ours ? "#2563eb" : "#94a3b8",
                        LEFT + length + 6,
                        top + 15,
                        total(row),
                        row.ratio());
    }

    private static double total(Results.Row row) {
        return row.cpuMicros() + row.redisMicros();
    }
}
