package dev.sallyport.system.gateway;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.testkit.ApplicationSetup;
import dev.sallyport.testkit.StartFailed;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A route that does not say what its service gets. */
class RouteStartTest {

    @TempDir
    private Path folder;

    @Test
    void stopsTheStartWithASentenceThatNamesIt() throws Exception {
        var routes = Files.writeString(folder.resolve("routes.yml"), """
                spring:
                  security.oauth2.client:
                    provider.keycloak.issuer-uri: http://localhost:1/realms/none
                    registration.keycloak: {client-id: gateway, client-secret: none, scope: openid}
                  cloud.gateway.server.webflux.routes:
                    - {id: home, uri: "http://localhost:1", predicates: [Path=/], filters: [Public]}
                    - {id: forgotten, uri: "http://localhost:1", predicates: [Path=/x], filters: [SetPath=/]}
                """);
        var setup = ApplicationSetup.gateway().environment("SPRING_CONFIG_ADDITIONAL_LOCATION", routes.toString());

        assertThatThrownBy(setup::start)
                .isInstanceOf(StartFailed.class)
                .hasMessageContaining("it exited with 1")
                .hasMessageContaining("Route 'forgotten' has neither Relay nor Public.");
    }
}
