package dev.sallyport.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ScreenTest {

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    @Test
    void showsALineForEachStepThatIsDoneAndNothingElseWithoutATerminal() {
        var screen = screen(false, false);

        screen.begun("orders");
        screen.begun("gateway");
        screen.done("gateway");

        assertThat(text()).matches("  . gateway {33,} +\\d+\\.\\d s\n");
    }

    @Test
    void redrawsWhatIsUnderWayOnATerminal() {
        var screen = screen(true, false);

        screen.begun("orders");
        screen.begun("gateway");
        screen.done("orders");

        assertThat(text()).contains("… orders, gateway").contains("\r\u001b[K").endsWith(" s");
        assertThat(text().split("\r\u001b\\[K"))
                .allSatisfy(line -> assertThat(line.strip()).hasSizeLessThan(80));
    }

    @Test
    void coloursOnlyWhereItMay() {
        screen(true, false).done("orders");
        assertThat(text()).doesNotContain("\u001b[32m");

        screen(true, true).done("orders");
        assertThat(text()).contains("\u001b[32m");
    }

    private Screen screen(boolean terminal, boolean colour) {
        return new Screen(new PrintStream(shown, true, StandardCharsets.UTF_8), terminal, colour);
    }

    private String text() {
        return shown.toString(StandardCharsets.UTF_8);
    }
}
