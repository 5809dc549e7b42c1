package dev.sallyport.realm.cli;

import dev.sallyport.realm.plan.Style;
import java.io.Console;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How a command shows what it has to say. */
final class Terminal {

    /** When to colour. */
    enum Colour {
        AUTO,
        ALWAYS,
        NEVER
    }

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            defaultValue = "auto",
            description = "auto, always or never; with auto $NO_COLOR counts.")
    private Colour colour = Colour.AUTO;

    Style style() {
        var wished = System.getenv("NO_COLOR") == null && isInteractive();
        return colour == Colour.ALWAYS || (colour == Colour.AUTO && wished) ? Style.COLOURED : Style.PLAIN;
    }

    static boolean isInteractive() {
        return console().isPresent();
    }

    /** The terminal that someone sits at. */
    static Optional<Console> console() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal);
    }

    static void print(CommandSpec command, Iterable<String> lines) {
        var out = command.commandLine().getOut();
        lines.forEach(out::println);
        out.flush();
    }
}
