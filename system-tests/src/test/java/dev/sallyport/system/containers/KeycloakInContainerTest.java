package dev.sallyport.system.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.KeycloakInContainer;
import dev.sallyport.testkit.KeycloakSetup;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("containers")
class KeycloakInContainerTest {

    @Test
    void isTheVersionThatOurOwnImageIsMadeFrom() throws IOException {
        var dockerfile = Files.readString(Compose.repository().resolve("docker/keycloak/Dockerfile"));

        try (var keycloak = new KeycloakInContainer(new KeycloakSetup())) {
            assertThat(dockerfile).contains("FROM " + keycloak.getDockerImageName() + " AS ");
        }
    }

    @Test
    void decidesTheScopesOfARobotWithTheExtensionAndTheRealm() {
        var setup = new KeycloakSetup().sallyportExtension().sallyportRealm();

        try (var keycloak = new KeycloakInContainer(setup).withEnv("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1")) {
            keycloak.start();
            var realm = keycloak.realm("sallyport");
            var answer = realm.clientCredentials("robot", "robot-secret", "orders");
            var token = answer.orThrow().path("access_token").asString();
            var seen = realm.introspect("orders", "orders-secret", token).orThrow();

            assertThat(answer.orThrow().path("scope").asString()).isEqualTo("orders:read");
            assertThat(seen.path("scope").asString()).isEqualTo("orders:read");
            assertThat(seen.path("iss").asString()).isEqualTo(keycloak.getAuthServerUrl() + "/realms/sallyport");
        }
    }
}
