package dev.sallyport.keycloak.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OneLineTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "orders:read", "'a' in user.roles && {'b': 1}['b'] == 1", "한국어 🙂 \"<b>%s</b>\""})
    void showsWhatCanBeSeenAsItIs(String text) {
        assertThat(OneLine.of(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            chars = {
                '\n', '\r', '\t', '\0', '\u001b', '\u0085', '\u2028', '\u2029', '\u202e', '\u2066', '\u200b', '\ufeff'
            })
    void escapesWhatWouldBreakOut(char character) {
        assertThat(OneLine.of("a" + character + "b")).hasSizeGreaterThan(3).doesNotContain(String.valueOf(character));
    }

    @Test
    void escapesHalfOfACharacter() {
        assertThat(OneLine.of("a\ud800")).isEqualTo("a\\u{d800}");
    }

    @ParameterizedTest
    @CsvSource({"1000, 1000", "1001, 1001", "100000, 1001"})
    void cutsWhatIsTooLong(int length, int shown) {
        assertThat(OneLine.of("a".repeat(length))).hasSize(shown);
    }
}
