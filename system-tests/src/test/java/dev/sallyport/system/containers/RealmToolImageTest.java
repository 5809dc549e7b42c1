package dev.sallyport.system.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.system.containers.Compose.Output;
import dev.sallyport.testkit.Keycloak;
import dev.sallyport.testkit.SallyportTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The image of the realm tool, as its guide says to build and to run it. */
@Tag("containers")
@SallyportTest
class RealmToolImageTest {

    private static final String IMAGE = "sallyport-realm";

    private final Keycloak keycloak;

    RealmToolImageTest(Keycloak keycloak) {
        this.keycloak = keycloak;
        assertThat(docker("build", "--tag", IMAGE, "--file", "docker/realm/Dockerfile", "."))
                .returns(true, Output::isSuccess);
    }

    @Test
    void readsFilesAndAsksAKeycloakWithNoRightsOfItsOwn() {
        var validate = run("none", "validate", ".", "--env", "demo");
        assertThat(validate.isSuccess()).as(validate.text()).isTrue();
        assertThat(validate.text()).contains("Nothing is wrong with these files.");

        var test = run("host", "test", ".", "--env", "demo");
        assertThat(test.isSuccess()).as(test.text()).isTrue();
        assertThat(test.text()).contains("5 hold, 0 fail");
    }

    private Output run(String network, String... arguments) {
        var command = new ArrayList<>(List.of("run", "--rm", "--read-only", "--cap-drop", "ALL", "--network", network));
        command.addAll(List.of("--volume", Compose.repository().resolve("realm-config/realm") + ":/realm:ro"));
        command.addAll(List.of("--env", "SALLYPORT_KEYCLOAK_URL=" + keycloak.url()));
        command.addAll(
                List.of("--env", "SALLYPORT_ADMIN_USER=admin", "--env", "SALLYPORT_ADMIN_PASSWORD=admin", IMAGE));
        command.addAll(List.of(arguments));
        return docker(command.toArray(String[]::new));
    }

    private static Output docker(String... arguments) {
        var command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        return Output.of(command, Map.of());
    }
}
