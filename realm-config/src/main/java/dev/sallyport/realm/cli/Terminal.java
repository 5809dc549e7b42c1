package dev.sallyport.realm.cli;

import dev.sallyport.realm.plan.Style;
import java.io.Console;
import java.util.Map;
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
        return style(colour, System.getenv(), isInteractive());
    }

    /** By itself in a terminal that can, unless {@code NO_COLOR} says otherwise (https://no-color.org). */
    static Style style(Colour colour, Map<String, String> environment, boolean interactive) {
        var wished = environment.getOrDefault("NO_COLOR", "").isEmpty();
        var able = interactive && !environment.getOrDefault("TERM", "").equals("dumb");
        return switch (colour) {
            case ALWAYS -> Style.COLOURED;
            case NEVER -> Style.PLAIN;
            case AUTO -> wished && able ? Style.COLOURED : Style.PLAIN;
        };
    }

    static boolean isInteractive() {
        return console().isPresent();
    }

    /** The terminal that someone sits at: what comes in and what goes out are both of it. */
    static Optional<Console> console() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal);
    }

    Page page(CommandSpec command) {
        return new Page(command.commandLine().getOut(), style());
    }

    static void print(CommandSpec command, Iterable<String> lines) {
        var out = command.commandLine().getOut();
        lines.forEach(out::println);
        out.flush();
    }
}
