package dev.sallyport.keycloak.table;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.keycloak.table.RuleTable.Row;
import java.util.stream.IntStream;
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

    @Test
    void isRefusedWhereItHasMoreRulesThanAnyoneNeeds() {
        assertThatThrownBy(() -> RuleTable.of(tableOf(501, "true"))).hasMessage("a table of more than 500 rules");
    }

    @Test
    void isRefusedWhereItsRulesAreLongerTogetherThanAnyoneNeeds() {
        assertThatThrownBy(() -> RuleTable.of(tableOf(70, "x".repeat(4000))))
                .hasMessage("a table of more than 262144 characters");
    }

    @Test
    void mayHaveFiveHundredRules() throws Exception {
        assertThat(RuleTable.of(tableOf(500, "'customer' in user.roles")).rows())
                .hasSize(500);
    }

    private static String tableOf(int rules, String rule) {
        return IntStream.range(0, rules)
                .mapToObj("{\"key\":\"orders:%d\",\"value\":\"%%s\"}"::formatted)
                .map(row -> row.formatted(rule))
                .collect(joining(",", "[", "]"));
    }
}
