package dev.sallyport.keycloak.scope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.keycloak.profile.AttributeGuard;
import dev.sallyport.keycloak.profile.EditableAttributes;
import dev.sallyport.keycloak.table.RuleTable;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrantTableTest {

    private static final AttributeGuard GUARD = new AttributeGuard(
            new EditableAttributes(Set.of("nickname"), Set.of("nickname", "tenant"), false), Set.of());

    private static final Set<String> CLIENT_SCOPES =
            Set.of("orders:read", "orders:write", "openid", "organization:acme");

    @Test
    void mayHaveRulesForTheRealmsClientScopes() throws Exception {
        var table = RuleTable.of("""
                [{"key": "orders:read", "value": "'customer' in user.roles"}, {"key": " orders:write ", "value": "true"}]
                """);

        assertThat(GrantTable.objections(table, CLIENT_SCOPES, GUARD)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "orders:raed, true, no client scope of this name. Did you mean orders:read?",
        "nothing:like:it, true, no client scope of this name",
        "openid, true, belongs to OpenID Connect",
        "organization:acme, true, belongs to OpenID Connect",
        "a b, true, not the name of a scope",
        "'', true, not the name of a scope",
        "orders:read, user.rols == [], undefined field 'rols'",
        "orders:read, user.username, a grant rule is true or false",
        "orders:read, '', mismatched input",
        "orders:read, user.attributes.nickname == [], orders:read: reads user.attributes['nickname']",
    })
    void mayHaveNoOthers(String scope, String rule, String reason) throws Exception {
        var table = RuleTable.of("[{\"key\": \"%s\", \"value\": \"%s\"}]".formatted(scope, rule));

        assertThat(GrantTable.objections(table, CLIENT_SCOPES, GUARD))
                .satisfies(texts -> assertThat(String.join("\n", texts)).contains(reason));
    }

    @Test
    void isToldAllItsMistakesAtOnce() throws Exception {
        var table = RuleTable.of("""
                [{"key": "orders:read", "value": "user.rols == []"}, {"key": "orders:read", "value": "usr == user"},
                 {"key": "none", "value": "true"}]
                """);

        assertThat(GrantTable.objections(table, CLIENT_SCOPES, GUARD))
                .satisfies(texts -> assertThat(String.join("\n", texts))
                        .contains("more than one rule", "'rols'", "'usr'", "none: this realm has no client scope"));
    }
}
