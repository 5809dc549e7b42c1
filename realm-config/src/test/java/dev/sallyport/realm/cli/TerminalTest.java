package dev.sallyport.realm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.realm.cli.Terminal.Colour;
import dev.sallyport.realm.plan.Style;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {

    private static final Map<String, String> XTERM = Map.of("TERM", "xterm-256color");

    @Test
    void isColouredWhereSomeoneSees() {
        assertThat(Terminal.style(Colour.AUTO, XTERM, true)).isEqualTo(Style.COLOURED);
        assertThat(Terminal.style(Colour.AUTO, XTERM, false)).isEqualTo(Style.PLAIN);
    }

    @ParameterizedTest
    @CsvSource({"NO_COLOR,1,PLAIN", "NO_COLOR,0,PLAIN", "NO_COLOR,'',COLOURED", "TERM,dumb,PLAIN"})
    void isWhatTheEnvironmentAsksFor(String variable, String value, Style style) {
        assertThat(Terminal.style(Colour.AUTO, Map.of(variable, value), true)).isEqualTo(style);
    }

    @Test
    void isWhatTheCommandLineAsksForBeforeAllElse() {
        assertThat(Terminal.style(Colour.ALWAYS, Map.of("NO_COLOR", "1"), false))
                .isEqualTo(Style.COLOURED);
        assertThat(Terminal.style(Colour.NEVER, XTERM, true)).isEqualTo(Style.PLAIN);
    }
}
