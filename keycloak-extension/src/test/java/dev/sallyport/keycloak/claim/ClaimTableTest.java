package dev.sallyport.keycloak.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.keycloak.profile.AttributeGuard;
import dev.sallyport.keycloak.profile.EditableAttributes;
import dev.sallyport.keycloak.table.RuleTable;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClaimTableTest {

    private static final AttributeGuard GUARD = new AttributeGuard(
            new EditableAttributes(Set.of("nickname"), Set.of("nickname", "tenant"), false), Set.of());

    private final ClaimNames names = new ClaimNames("", Set.of());

    @Test
    void mayNameClaimsByUri() throws Exception {
        var table = RuleTable.of("""
                [{"key": "https://sallyport.dev/claims/tenant", "value": "user.attributes[?'tenant'][?0]"}]
                """);

        assertThat(ClaimTable.objections(table, names, GUARD)).isEmpty();
    }

    @Test
    void isToldAllItsMistakesAtOnce() throws Exception {
        var table = RuleTable.of("""
                [{"key": "https://a.example/x", "value": "user.usrname"}, {"key": "https://a.example/y", "value": "user"},
                 {"key": "https://a.example/x", "value": "'x'"}, {"key": "sub", "value": "'x'"}]
                """);

        assertThat(ClaimTable.objections(table, names, GUARD))
                .satisfies(texts -> assertThat(String.join("\n", texts))
                        .contains("https://a.example/x: has more than one rule")
                        .contains("https://a.example/x:1:5: undefined field 'usrname'")
                        .contains("https://a.example/y: a claim is a text")
                        .contains("'sub': a standard or Keycloak"));
    }
}
