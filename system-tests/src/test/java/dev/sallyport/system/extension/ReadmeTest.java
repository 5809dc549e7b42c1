package dev.sallyport.system.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.Keycloak;
import dev.sallyport.testkit.SallyportTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The realm that the README of the extension shows, exactly as it stands there. */
@SallyportTest
class ReadmeTest {

    private static final Pattern REALM = Pattern.compile("## Configure as code.*?```json\n(.*?)```", Pattern.DOTALL);

    private final Keycloak keycloak;

    ReadmeTest(Keycloak keycloak) {
        this.keycloak = keycloak;
    }

    @Test
    void showsARealmThatGrantsScopesAndGivesClaims() throws IOException {
        var name = "readme-" + UUID.randomUUID();
        keycloak.admin().post("", realm(name));

        var client = "/" + name + "/clients/" + keycloak.admin().clientUuid(name, "shop");
        var token = keycloak.admin()
                .get(client + "/evaluate-scopes/generate-example-access-token?scope=openid%20orders:read&userId="
                        + keycloak.admin().userId(name, "ada"));
        var explained = keycloak.admin()
                .text("/" + name + "/sallyport/explain?user=ada&client=shop&scope=openid%20orders:read");

        assertThat(token.path("scope").asString()).isEqualTo("openid orders:read");
        assertThat(token.path("https://example.com/claims/tenant").asString()).isEqualTo("north");
        assertThat(explained).containsPattern("orders:read +granted");
        keycloak.admin().delete("/" + name);
    }

    /** With someone in it who is a customer. */
    private static ObjectNode realm(String name) throws IOException {
        var shown = REALM.matcher(Files.readString(Path.of("../keycloak-extension/README.md")));
        assertThat(shown.find()).as("a realm in the README").isTrue();
        var realm = (ObjectNode) new JsonMapper().readTree("{" + shown.group(1) + "}");
        realm.put("realm", name).put("enabled", true);
        realm.putPOJO("roles", Map.of("realm", List.of(Map.of("name", "customer"))));
        realm.putPOJO(
                "users",
                List.of(Map.of(
                        "username",
                        "ada",
                        "enabled",
                        true,
                        "realmRoles",
                        List.of("customer"),
                        "attributes",
                        Map.of("tenant", List.of("north")))));
        return realm;
    }
}
