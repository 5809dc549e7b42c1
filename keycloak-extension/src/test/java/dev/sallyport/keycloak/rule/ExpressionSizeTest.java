package dev.sallyport.keycloak.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is counted before an expression is compiled is never less than what it becomes. */
class ExpressionSizeTest {

    /** A program's first and last step are nobody's, and an empty one has a step all the same. */
    private static final int ENDS = 3;

    @Property(tries = 20_000)
    void isNeverLessThanTheProgram(@ForAll("expressions") String expression) {
        var counted = new ExpressionSize(expression).steps();

        assertThat(counted > 100_000 ? 0 : programSize(expression)).isLessThanOrEqualTo(counted + ENDS);
    }

    private static long programSize(String expression) {
        try {
            return Pattern.compile(expression).programSize();
        } catch (PatternSyntaxException unreadable) {
            return 0;
        }
    }

    @Provide
    Arbitrary<String> expressions() {
        return Arbitraries.of(
                        "a",
                        "b",
                        "k",
                        ".",
                        "^",
                        "$",
                        "|",
                        "|",
                        "*",
                        "+",
                        "?",
                        "(",
                        "(",
                        "(",
                        ")",
                        ")",
                        ")",
                        "(?:",
                        "(?i)",
                        "(?i:",
                        "(?s-m)",
                        "(?P<n>",
                        "(?<m>",
                        "[",
                        "]",
                        "[^",
                        "[]",
                        "[(]",
                        "[a-z]",
                        "[[:alpha:]]",
                        "[:",
                        ":]",
                        "-",
                        "[A-[:]",
                        "[\\]]",
                        "{",
                        "}",
                        "{2}",
                        "{3}",
                        "{0}",
                        "{5,}",
                        "{2,9}",
                        "{0,7}",
                        "{20}",
                        "{01}",
                        "{,3}",
                        "\\",
                        "\\Q",
                        "\\E",
                        "\\(",
                        "\\[",
                        "\\d",
                        "\\b",
                        "\\pL",
                        "\\p{Greek}",
                        "\\x{41}",
                        "\\x41",
                        ",",
                        "🙂")
                .list()
                .ofMaxSize(14)
                .map(words -> String.join("", words));
    }
}
