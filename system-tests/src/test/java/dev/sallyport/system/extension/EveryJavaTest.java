package dev.sallyport.system.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.Jdk;
import dev.sallyport.testkit.KeycloakSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EveryJavaTest {

    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    void runsTheExtensionWithoutAWarning(int version, @TempDir Path folder) throws Exception {
        var log = folder.resolve("keycloak.log");

        try (var keycloak = new KeycloakSetup()
                .jdk(Jdk.of(version))
                .sallyportExtension()
                .sallyportRealm()
                .log(log)
                .start()) {
            var tokens = Tokens.of(keycloak.realm("sallyport").clientCredentials("robot", "robot-secret", "orders"));

            assertThat(tokens.scope()).isEqualTo("orders:read");
        }
        assertThat(Files.readAllLines(log)).filteredOn(EveryJavaTest::isAboutUs).isEmpty();
    }

    /** Keycloak has warnings of its own, and one for every extension: that the SPI is internal. */
    private static boolean isAboutUs(String line) {
        var keycloaksOwn = List.of("KC-SERVICES0047", "org.keycloak.common.Profile");
        return (line.contains("WARN") || line.contains("ERROR"))
                && keycloaksOwn.stream().noneMatch(line::contains);
    }
}
