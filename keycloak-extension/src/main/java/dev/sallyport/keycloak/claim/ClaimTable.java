package dev.sallyport.keycloak.claim;

import static java.util.stream.Collectors.groupingBy;

import dev.sallyport.keycloak.profile.AttributeGuard;
import dev.sallyport.keycloak.rule.ClaimRule;
import dev.sallyport.keycloak.rule.InvalidRule;
import dev.sallyport.keycloak.table.RuleTable;
import dev.sallyport.keycloak.table.RuleTable.Row;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What an administrator is told when a table of claim rules is saved: all that is wrong with it at once. */
final class ClaimTable {

    private ClaimTable() {}

    /** Empty, if nothing is wrong. */
    static List<String> objections(RuleTable table, ClaimNames names, AttributeGuard guard) {
        return Stream.concat(
                        namedTwice(table), table.rows().stream().flatMap(row -> objection(row, names, guard).stream()))
                .toList();
    }

    private static Stream<String> namedTwice(RuleTable table) {
        return table.rows().stream().collect(groupingBy(Row::name)).entrySet().stream()
                .filter(rows -> rows.getValue().size() > 1)
                .map(rows -> rows.getKey() + ": has more than one rule");
    }

    private static Optional<String> objection(Row row, ClaimNames names, AttributeGuard guard) {
        return names.objection(row.name())
                .map(reason -> "'" + row.name() + "': " + reason)
                .or(() -> mistake(row, guard));
    }

    private static Optional<String> mistake(Row row, AttributeGuard guard) {
        try {
            var rule = ClaimRule.of(row.name(), row.rule());
            return guard.objection(rule.mentions()).map(reason -> row.name() + ": " + reason);
        } catch (InvalidRule invalid) {
            return Optional.ofNullable(invalid.getMessage());
        }
    }
}
