package dev.sallyport.keycloak.claim;

import dev.sallyport.keycloak.rule.ClaimRule;
import dev.sallyport.keycloak.rule.InvalidRule;
import dev.sallyport.keycloak.table.Compiled;
import dev.sallyport.keycloak.table.RuleTable;
import dev.sallyport.keycloak.table.RuleTable.Row;
import dev.sallyport.keycloak.text.OneLine;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.models.ProtocolMapperModel;

/** The rules of one mapper, compiled; without those that cannot be, whose claims are absent. */
record ClaimRules(List<PrivateClaim> claims) {

    private static final Logger LOG = Logger.getLogger(ClaimRules.class);
    private static final Compiled<ClaimRules> COMPILED = new Compiled<>(ClaimRules::compile);

    static ClaimRules of(ProtocolMapperModel mapper, String realm) {
        return COMPILED.of(realm, mapper, PrivateClaimsMapper.CLAIMS);
    }

    private static ClaimRules compile(String realm, String table) {
        try {
            return new ClaimRules(RuleTable.of(table).rows().stream()
                    .flatMap(row -> compile(realm, row).stream())
                    .toList());
        } catch (RuleTable.Unreadable unreadable) {
            LOG.errorf("private claims left out: realm=%s reason=%s", OneLine.of(realm), unreadable.getMessage());
            return new ClaimRules(List.of());
        }
    }

    private static Optional<PrivateClaim> compile(String realm, Row row) {
        try {
            return Optional.of(new PrivateClaim(realm, row.name(), ClaimRule.of(row.name(), row.rule())));
        } catch (InvalidRule invalid) {
            LOG.errorf(
                    "rule invalid: realm=%s claim=%s reason=%s",
                    OneLine.of(realm), OneLine.of(row.name()), OneLine.of(invalid.getMessage()));
            return Optional.empty();
        }
    }
}
