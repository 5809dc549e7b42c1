package dev.sallyport.realm.check;

import dev.sallyport.keycloak.profile.AttributeGuard;
import dev.sallyport.keycloak.rule.GrantRule;
import dev.sallyport.keycloak.rule.InvalidRule;
import dev.sallyport.keycloak.scope.ProtocolScopes;
import dev.sallyport.keycloak.scope.Scopes;
import dev.sallyport.keycloak.table.MapperProperty;
import dev.sallyport.realm.check.Checked.Part;
import dev.sallyport.realm.check.Rows.Row;
import dev.sallyport.realm.files.Finding;
import dev.sallyport.realm.files.MapperType;
import dev.sallyport.realm.files.Nearest;
import java.util.ArrayList;
import java.util.List;

/** Grant rules, by the compiler that Keycloak has. */
final class GrantCheck {

    private final Checked checked;
    private final List<Finding> findings = new ArrayList<>();

    private GrantCheck(Checked checked) {
        this.checked = checked;
    }

    static List<Finding> findings(Checked checked) {
        var check = new GrantCheck(checked);
        checked.mappers(MapperType.DOMAIN_SCOPES).forEach(check::table);
        return check.findings;
    }

    private void table(Part mapper) {
        var config = mapper.get("config");
        if (!Rows.isReadable(config.get("rules"))) {
            findings.add(checked.error(
                    config.get("rules"), "'rules' is a table like [{\"key\": \"orders:read\", \"value\": \"true\"}]"));
        }
        var guard = new AttributeGuard(
                UserProfile.editable(checked), MapperProperty.names(config.text(AttributeGuard.ALLOWED)));
        Rows.of(config.get("rules")).forEach(row -> row(row, config.get("rules"), guard));
    }

    private void row(Row row, Part table, AttributeGuard guard) {
        var written = checked.reading().grants().get(row.name());
        var place = written == null ? checked.place(table) : written.place();
        if (!Scopes.isScope(row.name())) {
            findings.add(Finding.error(place, "'" + row.name() + "' is not the name of a scope"));
        } else if (ProtocolScopes.contain(row.name())) {
            findings.add(Finding.error(
                    place, row.name() + " belongs to OpenID Connect or to Keycloak, no rule can decide about it"));
        } else if (!checked.clientScopeNames().contains(row.name())) {
            findings.add(Finding.error(
                    place,
                    "no client scope is called '" + row.name() + "'"
                            + Nearest.hint(row.name(), checked.clientScopeNames())));
        }
        try {
            var rule = GrantRule.of(row.name(), row.rule());
            guard.objection(rule.mentions())
                    .ifPresent(reason -> findings.add(Finding.error(place, row.name() + ": " + reason)));
            findings.addAll(Mentioned.findings(checked, row, place, rule.mentions()));
        } catch (InvalidRule invalid) {
            findings.addAll(RuleMistake.findings(row.name(), invalid, written, place));
        }
    }
}
