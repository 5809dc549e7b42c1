package dev.sallyport.system.extension;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.testkit.Jdk;
import dev.sallyport.testkit.KeycloakSetup;
import dev.sallyport.testkit.StartFailed;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keycloaks that would run without the extension's guard, and not say so. */
class TooOldKeycloakTest {

    @ParameterizedTest
    @MethodSource("dev.sallyport.system.OlderKeycloaks#versions")
    void isNotBuiltWithTheExtensionAndSaysWhy(String version) {
        var keycloak = new KeycloakSetup().version(version).jdk(Jdk.of(17)).sallyportExtension();

        assertThatThrownBy(keycloak::start)
                .isInstanceOf(StartFailed.class)
                .hasMessageContaining("Sallyport's extension needs Keycloak 26.7 or newer, and this is " + version
                        + ": update Keycloak, or remove the extension from its providers folder.");
    }
}
