package dev.sallyport.realm.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.realm.files.Finding;
import dev.sallyport.realm.files.InvalidFiles;
import dev.sallyport.realm.files.Place;
import dev.sallyport.realm.plan.Style;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

class ValidateCommandTest {

    private static final Finding FINDING = Finding.error(
            new Place(Path.of("realm.yaml"), 2, 3), "word ".repeat(40).strip() + "\n| rule\n|  ^");

    @TempDir
    private Path folder = Path.of("");

    private final StringWriter written = new StringWriter();

    @Test
    void endsWithZeroWhereNothingIsWrong() {
        assertThat(execute("validate", "realm", "--env", "demo")).isZero();
        assertThat(written).hasToString("Nothing is wrong with these files.\n");
    }

    @Test
    void endsWithOneWhereSomethingIs() throws IOException {
        var file = Files.writeString(folder.resolve("r.yaml"), "realm: x\nenabld: true\n");

        assertThat(execute("validate", file.toString())).isEqualTo(1);
        assertThat(written.toString()).contains("Did you mean 'enabled'?").endsWith("1 error, 0 warnings\n");
    }

    @Test
    void refusesNothingThatPlanAndApplyCarryOut() throws IOException {
        var file = Files.writeString(
                folder.resolve("r.yaml"), "realm: x\ndomains: {o: {audience: 'urn:o', scopes: {r: user.nam}}}\n");
        var files = CommandLine.populateCommand(new FilesOption(), file.toString());

        assertThatExceptionOfType(InvalidFiles.class)
                .isThrownBy(files::desired)
                .withMessageContaining("undefined field 'nam'");
    }

    @Test
    void speaksToMachines() throws IOException {
        var file = Files.writeString(folder.resolve("r.yaml"), "realm: x\nenabld: true\n");

        execute("validate", "--json", file.toString());

        var finding = JsonMapper.shared().readTree(written.toString()).path(0);
        assertThat(finding.path("line").asInt()).isEqualTo(2);
        assertThat(finding.path("severity").asString()).isEqualTo("error");
    }

    @Test
    void writesLinesOfEightyColumnsWithoutColour() {
        new FindingsText(new Page(new PrintWriter(written), Style.PLAIN)).write(List.of(FINDING));

        assertThat(written.toString()).doesNotContain("\u001b").contains("    | rule\n    |  ^\n");
        assertThat(written.toString().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void showsWhatWouldMoveTheCursorAsAnEscape() throws IOException {
        var file = Files.writeString(folder.resolve("r.yaml"), "realm: x\n\"\\e[2J\\x9b2Jx\": 1\n");

        execute("validate", file.toString());

        assertThat(written.toString()).doesNotContain("\u001b", "\u009b").contains("\\u{1b}[2J\\u{9b}2Jx");
    }

    @Test
    void usesColourWhenAskedTo() throws IOException {
        var file = Files.writeString(folder.resolve("r.yaml"), "realm: x\nenabld: true\n");

        execute("validate", "--color=always", file.toString());

        assertThat(written.toString()).contains("\u001b[31merror\u001b[0m");
    }

    @Test
    void endsWithOneWhereItIsNotUnderstood() {
        assertThat(execute("validate", "--colour", "realm")).isEqualTo(1);
        assertThat(execute("plan", "realm")).isEqualTo(1);
        assertThat(execute()).isEqualTo(1);
    }

    private int execute(String... arguments) {
        return RealmCommand.commandLine().setOut(new PrintWriter(written)).execute(arguments);
    }
}
