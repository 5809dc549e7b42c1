package dev.sallyport.realm.check;

import dev.sallyport.keycloak.claim.ClaimNames;
import dev.sallyport.keycloak.profile.AttributeGuard;
import dev.sallyport.keycloak.rule.ClaimRule;
import dev.sallyport.keycloak.rule.InvalidRule;
import dev.sallyport.keycloak.table.MapperProperty;
import dev.sallyport.realm.check.Checked.Part;
import dev.sallyport.realm.check.Rows.Row;
import dev.sallyport.realm.files.Finding;
import dev.sallyport.realm.files.MapperType;
import java.util.ArrayList;
import java.util.List;

/** Claim rules, and the names of private claims. */
final class ClaimCheck {

    private final Checked checked;
    private final ClaimNames names;
    private final List<Finding> findings = new ArrayList<>();

    private ClaimCheck(Checked checked) {
        this.checked = checked;
        var attributes = checked.realm().get("attributes");
        this.names = new ClaimNames(
                attributes.text("sallyport.claim-prefix"),
                MapperProperty.names(attributes.text("sallyport.claim-names")));
    }

    static List<Finding> findings(Checked checked) {
        var check = new ClaimCheck(checked);
        checked.mappers(MapperType.PRIVATE_CLAIMS).forEach(check::table);
        return check.findings;
    }

    private void table(Part mapper) {
        var config = mapper.get("config");
        if (!Rows.isReadable(config.get("claims"))) {
            findings.add(checked.error(config.get("claims"), "'claims' is a table of names and rules"));
        }
        var guard = new AttributeGuard(
                UserProfile.editable(checked), MapperProperty.names(config.text(AttributeGuard.ALLOWED)));
        Rows.of(config.get("claims")).forEach(row -> row(row, config.get("claims"), guard));
    }

    private void row(Row row, Part table, AttributeGuard guard) {
        var written = checked.reading().claims().get(row.name());
        var place = written == null ? checked.place(table) : written.place();
        names.objection(row.name())
                .ifPresent(reason -> findings.add(Finding.error(place, "'" + row.name() + "': " + reason)));
        try {
            var rule = ClaimRule.of(row.name(), row.rule());
            guard.objection(rule.mentions())
                    .ifPresent(reason -> findings.add(Finding.error(place, row.name() + ": " + reason)));
            findings.addAll(Mentioned.findings(checked, row, place, rule.mentions()));
        } catch (InvalidRule invalid) {
            findings.addAll(RuleMistake.findings(row.name(), invalid, written, place));
        }
    }
}
