package dev.sallyport.keycloak.claim;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import dev.sallyport.keycloak.rule.ClaimRule;
import dev.sallyport.keycloak.rule.InvalidRule;
import dev.sallyport.keycloak.table.RuleTable;
import dev.sallyport.keycloak.table.RuleTable.Row;
import java.util.Optional;
import java.util.stream.Stream;

/** What an administrator is told when a table of claim rules is saved: all that is wrong with it at once. */
final class ClaimTable {

    private ClaimTable() {}

    /** Empty, if nothing is wrong. */
    static Optional<String> objections(RuleTable table, ClaimNames names) {
        var objections = Stream.concat(
                        namedTwice(table), table.rows().stream().flatMap(row -> objection(row, names).stream()))
                .collect(joining("\n\n"));
        return Optional.of(objections).filter(text -> !text.isEmpty());
    }

    private static Stream<String> namedTwice(RuleTable table) {
        return table.rows().stream().collect(groupingBy(Row::name)).entrySet().stream()
                .filter(rows -> rows.getValue().size() > 1)
                .map(rows -> rows.getKey() + ": has more than one rule");
    }

    private static Optional<String> objection(Row row, ClaimNames names) {
        return names.objection(row.name())
                .map(reason -> "'" + row.name() + "': " + reason)
                .or(() -> mistake(row));
    }

    private static Optional<String> mistake(Row row) {
        try {
            ClaimRule.of(row.name(), row.rule());
            return Optional.empty();
        } catch (InvalidRule invalid) {
            return Optional.ofNullable(invalid.getMessage());
        }
    }
}
