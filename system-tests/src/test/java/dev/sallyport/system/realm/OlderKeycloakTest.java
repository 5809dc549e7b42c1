package dev.sallyport.system.realm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.Jdk;
import dev.sallyport.testkit.KeycloakSetup;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keycloaks older than ours, and so without our extension. */
class OlderKeycloakTest {

    @ParameterizedTest
    @MethodSource("dev.sallyport.system.OlderKeycloaks#versions")
    void isPlannedAppliedAndExportedLikeOurs(String version) {
        try (var keycloak = new KeycloakSetup().version(version).jdk(Jdk.of(17)).start();
                var tool = new RealmTool(keycloak)) {
            var declared = withRule("false")
                    .plus("/roles/realm", Map.of("name", "passing"))
                    .plus("/groups", Map.of("name", "guests"));
            var changed = withRule("false")
                    .changed("/clients", "clientId", "shop", shop -> shop.put("name", "The shop"))
                    .with("accessTokenLifespan", 120);
            var exported = tool.folder().resolve("exported").toString();

            ends(0, tool.apply(declared));
            ends(0, tool.plan(declared));
            ends(2, tool.plan(changed));
            ends(0, tool.apply(changed, "--prune"));
            ends(0, tool.plan(changed, "--prune"));
            ends(0, tool.run("drift", tool.realm));
            ends(0, tool.run("export", tool.realm, "--to", exported));
            ends(0, ExportTest.planOf(tool, exported));
            assertThat(ends(1, tool.plan(withRule("true"), "--impact")).err())
                    .contains("--impact takes Sallyport's extension, which Keycloak at " + keycloak.url());
        }
    }

    /** Keycloak keeps the mapper, though it does not know it. */
    private static DeclaredRealm withRule(String rule) {
        var rules = "[{\"key\":\"audits\",\"value\":\"" + rule + "\"}]";
        var mapper = Map.of(
                "name",
                "rules",
                "protocol",
                "openid-connect",
                "protocolMapper",
                "sallyport-domain-scopes",
                "config",
                Map.of("rules", rules));
        return DeclaredRealm.resource("everything.json")
                .plus("/clientScopes", Map.of("name", "audits", "protocol", "openid-connect"))
                .plus(
                        "/clientScopes",
                        Map.of("name", "rules", "protocol", "openid-connect", "protocolMappers", List.of(mapper)))
                .changed("/clients", "clientId", "shop", shop -> {
                    shop.withArrayProperty("defaultClientScopes").add("rules");
                    shop.withArrayProperty("optionalClientScopes").add("audits");
                });
    }

    private static RealmTool.Run ends(int exit, RealmTool.Run run) {
        assertThat(run.exit()).as(run.toString()).isEqualTo(exit);
        return run;
    }
}
