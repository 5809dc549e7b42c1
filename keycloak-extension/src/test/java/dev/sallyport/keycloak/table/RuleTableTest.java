package dev.sallyport.keycloak.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.keycloak.table.RuleTable.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTableTest {

    @Test
    void isReadInTheFormThatTheConsoleWrites() throws Exception {
        var table = RuleTable.of("[{\"key\":\"orders:read\",\"value\":\" true\\n\"},{\"key\":\"a\",\"value\":\"b\"}]");

        assertThat(table.rows()).containsExactlyInAnyOrder(new Row("orders:read", "true"), new Row("a", "b"));
    }

    @Test
    void keepsEveryRuleOfANameThatIsThereTwice() throws Exception {
        var table = RuleTable.of("[{\"key\":\"a\",\"value\":\"1\"},{\"key\":\"a\",\"value\":\"2\"}]");

        assertThat(table.rows()).containsExactly(new Row("a", "1"), new Row("a", "2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "[]"})
    void isEmptyWhereThereIsNothing(String property) throws Exception {
        assertThat(RuleTable.of(property).rows()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{}",
                "\"x\"",
                "[1]",
                "[null]",
                "[{\"key\":\"a\"}]",
                "[{\"value\":\"a\"}]",
                "[{\"key\":null,\"value\":\"a\"}]",
                "[{\"key\":\"a\",\"value\":null}]",
                "[{\"key\":\"a\",\"value\":\"b\"",
                "orders:read = true"
            })
    void isRefusedInAnyOtherForm(String property) {
        assertThatThrownBy(() -> RuleTable.of(property)).isInstanceOf(RuleTable.Unreadable.class);
    }
}
