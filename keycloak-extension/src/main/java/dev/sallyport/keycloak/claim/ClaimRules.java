package dev.sallyport.keycloak.claim;

import dev.sallyport.keycloak.profile.AttributeGuard;
import dev.sallyport.keycloak.rule.ClaimRule;
import dev.sallyport.keycloak.rule.InvalidRule;
import dev.sallyport.keycloak.table.Compiled;
import dev.sallyport.keycloak.table.Latest;
import dev.sallyport.keycloak.table.RuleTable;
import dev.sallyport.keycloak.table.RuleTable.Row;
import dev.sallyport.keycloak.text.OneLine;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;

/** The rules of one mapper, compiled; without those that cannot be, whose claims are absent. */
final class ClaimRules {

    private static final Logger LOG = Logger.getLogger(ClaimRules.class);
    private static final Compiled<ClaimRules> COMPILED = new Compiled<>(ClaimRules::compile);

    private final List<PrivateClaim> claims;
    private final Latest<Limits, List<PrivateClaim>> permitted = new Latest<>(this::within);

    private ClaimRules(List<PrivateClaim> claims) {
        this.claims = List.copyOf(claims);
    }

    /** What a realm allows; it may change at any time. */
    private record Limits(ClaimNames names, AttributeGuard guard) {}

    /** Without those whose names the realm does not allow, and those that read what users may write themselves. */
    static List<PrivateClaim> of(ProtocolMapperModel mapper, RealmModel realm, KeycloakSession keycloak) {
        var limits = new Limits(ClaimNames.in(realm), AttributeGuard.of(mapper, realm, keycloak));
        return COMPILED.of(realm.getName(), mapper, PrivateClaimsMapper.CLAIMS)
                .permitted
                .from(limits);
    }

    private List<PrivateClaim> within(Limits limits) {
        return claims.stream()
                .filter(claim -> limits.names().objection(claim.name()).isEmpty())
                .filter(claim -> limits.guard().permits(claim.rule().mentions()))
                .toList();
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
