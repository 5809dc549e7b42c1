package dev.sallyport.realm.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class YamlReaderTest {

    private static final Path FILE = Path.of("realm.yaml");

    @ParameterizedTest
    @MethodSource("hostile")
    void refusesWhatIsHostileOrMeansTwoThings(String text, String finding) {
        var findings = new ArrayList<Finding>();

        YamlReader.read(FILE, text, findings);

        assertThat(findings).first().asString().startsWith("realm.yaml:" + finding);
    }

    static List<Arguments> hostile() {
        return List.of(
                Arguments.of("a: 1\nb: 2\na: 3\n", "3:1: 'a' stands here a second time; first in line 1"),
                Arguments.of("a:\n\tb: 1\n", "2:1: a tab where spaces indent"),
                Arguments.of("a: 1\n---\nb: 1\n", "3:1: a second document; a file has one"),
                Arguments.of(
                        "a: !!java.net.URL [x]\n", "1:4: the tag tag:yaml.org,2002:java.net.URL means nothing here"),
                Arguments.of("a: !secret x\n", "1:4: the tag !secret means nothing here"),
                Arguments.of("a: *b\n", "1:4: *b names no anchor that stands before it"),
                Arguments.of("a: &a [*a]\n", "1:8: *a names no anchor that stands before it"),
                Arguments.of("a: &a {b: 1}\nc:\n  <<: *a\n", "3:3: '<<' is of YAML 1.1"),
                Arguments.of("[a]: 1\n", "1:1: a key is a text"),
                Arguments.of("a: [1\nb: 2\n", "2:"),
                Arguments.of("a: 'x\n", "2:1: "),
                Arguments.of("a: \u0007\n", "1:4: a character that YAML does not allow"),
                Arguments.of("a: " + "[".repeat(70) + "]".repeat(70), "1:67: more than 64 levels deep"),
                Arguments.of(bomb(), "12:"));
    }

    /** Nine times nine times …: ten lines that would be a thousand million values. */
    private static String bomb() {
        var lines = Stream.concat(
                Stream.of("a0: &a0 [x, x, x, x, x, x, x, x, x, x]"),
                IntStream.rangeClosed(1, 12)
                        .mapToObj(line -> "a" + line + ": &a" + line + " ["
                                + String.join(", ", java.util.Collections.nCopies(10, "*a" + (line - 1))) + "]"));
        return "# a bomb\n#\n#\n#\n#\n" + String.join("\n", lines.toList());
    }

    @ParameterizedTest
    @CsvSource({
        "no, STRING",
        "on, STRING",
        "007, STRING",
        "0x1F, STRING",
        "1:30, STRING",
        "1_000, STRING",
        "True, STRING",
        "12, NUMBER",
        "-1.5e3, NUMBER",
        "true, BOOLEAN",
        "null, NULL",
        "~, NULL",
        "'\"12\"', STRING",
        "123456789012345678901234567890, NUMBER"
    })
    void takesPlainValuesForWhatJsonWouldHave(String written, String kind) {
        var tree = YamlReader.read(FILE, "a: " + written, new ArrayList<>()).orElseThrow();

        assertThat(Json.of(tree).path("a").getNodeType()).hasToString(kind);
    }

    @Test
    void readsJsonWithTabs() {
        var findings = new ArrayList<Finding>();

        var tree = YamlReader.read(FILE, "{\n\t\"a\": [\n\t\t1,\n\t\t\"x\\u00e4\"\n\t]\n}\n", findings);

        assertThat(findings).isEmpty();
        assertThat(Json.of(tree.orElseThrow())).hasToString("{\"a\":[1,\"xä\"]}");
    }
}
