package dev.sallyport.system.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.system.Until;
import dev.sallyport.testkit.Keycloak;
import dev.sallyport.testkit.KeycloakSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules that came with a realm that was imported, which nobody has checked, are found when the server starts. */
class BrokenRulesTest {

    private static final String RULES = """
            [{"key": "orders:read", "value": "user.rols == []"}, {"key": "reports", "value": "true"},
             {"key": "none", "value": "true"}]""";

    private static final String CLAIMS = """
            [{"key": "sub", "value": "'forged\\n2026-01-01 ERROR forged'"}]""";

    private static final String DIRECTLY_IN_A_CLIENT = """
            [{"key": "orders:read", "value": "user.username =="}]""";

    private static Keycloak keycloak;
    private static ImportedRealm realm;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        var file = ImportedRealm.file(
                folder, Map.of("rules", RULES), Map.of("claims", CLAIMS), Map.of("rules", DIRECTLY_IN_A_CLIENT));
        keycloak = new KeycloakSetup().sallyportExtension().realm(file).start();
        realm = new ImportedRealm(keycloak, ImportedRealm.IN_FILE);
        Until.holds("rules are checked", () -> metric() > 0);
    }

    @AfterAll
    static void stop() {
        keycloak.close();
    }

    @Test
    void inOneLineOfTheLogEach() {
        assertThat(keycloak.output().lines().filter(line -> line.contains("rule broken")))
                .hasSize(4)
                .anyMatch(line -> line.contains("realm=" + ImportedRealm.IN_FILE)
                        && line.contains("client_scope=domain mapper=sallyport-domain-scopes")
                        && line.contains("undefined field 'rols'. Did you mean user.roles?"))
                .anyMatch(line -> line.contains("client=direct mapper=sallyport-domain-scopes")
                        && line.contains("ERROR: orders:read:1:17: mismatched input"))
                .anyMatch(line -> line.contains("none: this realm has no client scope of this name"))
                .anyMatch(line -> line.contains("mapper=sallyport-private-claims") && line.contains("'sub': "));
        assertThat(keycloak.output().lines()).noneMatch(line -> line.startsWith("2026-01-01"));
    }

    @Test
    void asAMetric() {
        assertThat(metric()).isEqualTo(4);
    }

    @Test
    void inTheServerInfoWithoutTheirText() {
        var shown = keycloak.admin()
                .serverInfo()
                .path("providers")
                .path("protocol-mapper")
                .path("providers")
                .path("sallyport-domain-scopes")
                .path("operationalInfo");

        assertThat(shown.path("version").asString()).isNotEmpty();
        assertThat(shown.path("broken rules").asString()).startsWith("4: ").doesNotContain("rols", realm.name());
    }

    @Test
    void whileTheOthersWork() {
        assertThat(realm.loggedIn().scope()).isEqualTo("openid reports");
    }

    private static double metric() {
        return Metrics.of(keycloak).of(ImportedRealm.IN_FILE, "sallyport_rules_broken");
    }
}
