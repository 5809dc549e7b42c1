package dev.sallyport.system.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.KeycloakSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeycloakTest {

    @Test
    void importsARealmAndFillsInItsPlaceholders(@TempDir Path folder) throws Exception {
        var file = folder.resolve("tiny-realm.json");
        Files.writeString(file, """
                {"realm": "tiny", "enabled": true, "clients": [{"clientId": "robot", "secret": "${ROBOT_SECRET}",
                 "serviceAccountsEnabled": true, "standardFlowEnabled": false}]}
                """);

        try (var keycloak = new KeycloakSetup()
                .realm(file)
                .environment("ROBOT_SECRET", "beep")
                .start()) {
            var answer = keycloak.realm("tiny").clientCredentials("robot", "beep", "email");

            assertThat(answer.orThrow().path("token_type").asString()).isEqualTo("Bearer");
            assertThat(keycloak.admin().get("/tiny").path("realm").asString()).isEqualTo("tiny");
        }
    }
}
