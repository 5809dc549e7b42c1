package dev.sallyport.keycloak.about;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SupportedKeycloakTest {

    @ParameterizedTest
    @ValueSource(strings = {"26.7.0", "26.7.3", "26.10.1", "27.0.0", "26.8.0-SNAPSHOT", "999.0.0-SNAPSHOT", "nightly"})
    void isEachFromTheOldestOn(String version) {
        assertThatNoException().isThrownBy(() -> SupportedKeycloak.check(version));
    }

    @ParameterizedTest
    @ValueSource(strings = {"26.6.3", "26.0.8", "25.9.9", "9.0.2", "26.5.5.redhat-00001"})
    void isNoOlderOne(String version) {
        assertThatThrownBy(() -> SupportedKeycloak.check(version))
                .hasMessage("Sallyport's extension needs Keycloak 26.7 or newer, and this is " + version
                        + ": update Keycloak, or remove the extension from its providers folder.");
    }
}
