package dev.sallyport.realm.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.realm.apply.ManagedRealm.Rename;
import dev.sallyport.realm.plan.Key;
import dev.sallyport.realm.plan.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ScopeOptionTest {

    private final ScopeOption.Converter converter = new ScopeOption.Converter();

    @Test
    void givesANewName() {
        var rename = new Rename(Key.of(Kind.GROUP, "staff", "support"), Key.of(Kind.GROUP, "staff", "help"));

        assertThat(converter.convert("group/staff/support=staff/help")).isEqualTo(rename);
    }

    @ParameterizedTest
    @ValueSource(strings = {"group/staff/support=guests/support", "group/staff/support=support"})
    void movesNothing(String move) {
        assertThatThrownBy(() -> converter.convert(move))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("moves it");
    }
}
