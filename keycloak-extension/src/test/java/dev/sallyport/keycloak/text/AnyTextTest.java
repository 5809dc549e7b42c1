package dev.sallyport.keycloak.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;

/** Whatever a rule, an attribute or a request says, a log line stays one line that reads from left to right. */
class AnyTextTest {

    @Property
    void isOneLineThatCanBeRead(@ForAll String text) {
        var line = OneLine.of(text);

        assertThat(line.codePoints().noneMatch(AnyTextTest::isInvisible)).isTrue();
        assertThat(line.lines().count()).isLessThanOrEqualTo(1);
    }

    @Property
    void staysAsItIsWhereItIsHarmless(@ForAll @AlphaChars String text) {
        assertThat(OneLine.of(text)).isEqualTo(text);
    }

    private static boolean isInvisible(int character) {
        return Character.isISOControl(character)
                || Character.getType(character) == Character.FORMAT
                || Character.getType(character) == Character.SURROGATE;
    }
}
