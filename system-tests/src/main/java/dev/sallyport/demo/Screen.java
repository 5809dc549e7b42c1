package dev.sallyport.demo;

import dev.sallyport.testkit.Progress;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * What the person at the keyboard sees: a line for each step that is done, and on a terminal one more, which is redrawn,
 * for those under way.
 */
final class Screen implements Progress {

    private final PrintStream out;
    private final boolean terminal;
    private final boolean colour;
    private final String tick;
    private final Map<String, Instant> underWay = new LinkedHashMap<>();

    Screen(PrintStream out, boolean terminal, boolean colour) {
        this.out = out;
        this.terminal = terminal;
        this.colour = colour;
        this.tick = Charset.forName(System.getProperty("stdout.encoding"))
                        .newEncoder()
                        .canEncode('✓')
                ? "✓"
                : "*";
    }

    /** The launcher says by {@code sallyport.terminal} whether it is one; {@code NO_COLOR} is respected. */
    @SuppressWarnings("FutureReturnValueIgnored") // redrawing ends with this process
    static Screen ofThisProcess() {
        var terminal = Boolean.getBoolean("sallyport.terminal");
        var screen = new Screen(System.out, terminal, terminal && System.getenv("NO_COLOR") == null);
        if (terminal) {
            var clock = Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().factory());
            clock.scheduleAtFixedRate(screen::redraw, 200, 200, TimeUnit.MILLISECONDS);
        }
        return screen;
    }

    @Override
    public synchronized void begun(String step) {
        underWay.put(step, Instant.now());
        redraw();
    }

    @Override
    public synchronized void done(String step) {
        var begun = underWay.getOrDefault(step, Instant.now());
        underWay.remove(step);
        erase();
        out.printf("  %s %-40s %6.1f s%n", green(tick), step, secondsSince(begun));
        redraw();
    }

    synchronized void show(String text) {
        erase();
        out.println(text);
        out.flush();
    }

    synchronized void fail(String reason) {
        underWay.clear();
        erase();
        System.err.println(colour ? "\u001b[31m" + reason + "\u001b[0m" : reason);
    }

    private synchronized void redraw() {
        if (terminal && !underWay.isEmpty()) {
            var longest = underWay.values().iterator().next();
            erase();
            out.printf("  … %-40s %6.1f s", String.join(", ", underWay.keySet()), secondsSince(longest));
            out.flush();
        }
    }

    private void erase() {
        if (terminal) {
            out.print("\r\u001b[K");
        }
    }

    private String green(String text) {
        return colour ? "\u001b[32m" + text + "\u001b[0m" : text;
    }

    private static double secondsSince(Instant begun) {
        return Duration.between(begun, Instant.now()).toMillis() / 1000.0;
    }
}
