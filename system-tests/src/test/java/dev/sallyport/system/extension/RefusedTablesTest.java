package dev.sallyport.system.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.testkit.Keycloak;
import dev.sallyport.testkit.SallyportTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What an administrator is told who saves a mistake. */
@SallyportTest
class RefusedTablesTest {

    private final Keycloak keycloak;
    private final JsonNode domain;

    RefusedTablesTest(Keycloak keycloak) {
        this.keycloak = keycloak;
        this.domain = keycloak.admin()
                .get("/sallyport/client-scopes")
                .valueStream()
                .filter(scope -> scope.path("name").asString().equals("domain"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void pointAtAMisspeltField() {
        assertThatThrownBy(() -> save(
                        "sallyport-domain-scopes", "rules", "orders:read", "'a' in user.rols && {'b': 1}['b'] == 1"))
                .hasMessageContaining("400")
                .hasMessageContaining("ERROR: orders:read:1:12: undefined field 'rols'. Did you mean user.roles?\\n"
                        + " | 'a' in user.rols && {'b': 1}['b'] == 1\\n"
                        + " | ...........^");
    }

    @Test
    void nameAScopeThatTheRealmLacks() {
        assertThatThrownBy(() -> save("sallyport-domain-scopes", "rules", "orders:raed", "true"))
                .hasMessageContaining("orders:raed: this realm has no client scope of this name");
    }

    @Test
    void refuseARuleThatReadsWhatUsersMayEdit() {
        assertThatThrownBy(() ->
                        save("sallyport-domain-scopes", "rules", "orders:read", "user.email.endsWith('@example.com')"))
                .hasMessageContaining("orders:read: reads user.email, which users may edit themselves")
                .hasMessageContaining("editable.attributes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub", "scope", "realm_access", "act", "cnf", "tenant", "kc.x"})
    void refuseNamesThatAreNotOurs(String claim) {
        assertThatThrownBy(() -> save("sallyport-private-claims", "claims", claim, "'x'"))
                .hasMessageContaining("400")
                .hasMessageContaining("'" + claim + "': ");
    }

    @Test
    void leaveWhatWasThereBefore() {
        assertThatThrownBy(() -> save("sallyport-domain-scopes", "rules", "orders:read", "nonsense"))
                .hasMessageContaining("undeclared reference to 'nonsense'");

        assertThat(keycloak.admin().get(mappers()).toString()).doesNotContain("nonsense");
    }

    private void save(String mapper, String property, String name, String rule) {
        var table = "[{\"key\":\"%s\",\"value\":\"%s\"}]".formatted(name, rule);
        keycloak.admin()
                .post(
                        mappers(),
                        Map.of(
                                "name",
                                "with a mistake",
                                "protocol",
                                "openid-connect",
                                "protocolMapper",
                                mapper,
                                "config",
                                Map.of(property, table)));
    }

    private String mappers() {
        return "/sallyport/client-scopes/" + domain.path("id").asString() + "/protocol-mappers/models";
    }
}
