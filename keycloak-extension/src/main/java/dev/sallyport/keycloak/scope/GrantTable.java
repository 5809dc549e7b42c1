package dev.sallyport.keycloak.scope;

import static java.util.stream.Collectors.groupingBy;

import dev.sallyport.keycloak.profile.AttributeGuard;
import dev.sallyport.keycloak.rule.GrantRule;
import dev.sallyport.keycloak.rule.InvalidRule;
import dev.sallyport.keycloak.table.RuleTable;
import dev.sallyport.keycloak.table.RuleTable.Row;
import dev.sallyport.keycloak.text.Meant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What an administrator is told when a table of grant rules is saved: all that is wrong with it at once. */
final class GrantTable {

    private GrantTable() {}

    /**
     * Empty, if nothing is wrong.
     *
     * @param clientScopes the client scopes that the realm has
     */
    static List<String> objections(RuleTable table, Set<String> clientScopes, AttributeGuard guard) {
        return Stream.concat(
                        namedTwice(table),
                        table.rows().stream().flatMap(row -> objection(row, clientScopes, guard).stream()))
                .toList();
    }

    private static Stream<String> namedTwice(RuleTable table) {
        return table.rows().stream().collect(groupingBy(Row::name)).entrySet().stream()
                .filter(rows -> rows.getValue().size() > 1)
                .map(rows -> rows.getKey() + ": has more than one rule");
    }

    private static Optional<String> objection(Row row, Set<String> clientScopes, AttributeGuard guard) {
        if (!Scopes.isScope(row.name())) {
            return Optional.of("'" + row.name() + "': is not the name of a scope");
        }
        if (ProtocolScopes.contain(row.name())) {
            return Optional.of(row.name() + ": belongs to OpenID Connect or to Keycloak, no rule can decide about it");
        }
        if (!clientScopes.contains(row.name())) {
            return Optional.of(row.name() + ": this realm has no client scope of this name"
                    + Meant.insteadOf(row.name(), clientScopes));
        }
        return mistake(row, guard);
    }

    private static Optional<String> mistake(Row row, AttributeGuard guard) {
        try {
            var rule = GrantRule.of(row.name(), row.rule());
            return guard.objection(rule.mentions()).map(reason -> row.name() + ": " + reason);
        } catch (InvalidRule invalid) {
            return Optional.ofNullable(invalid.getMessage());
        }
    }
}
