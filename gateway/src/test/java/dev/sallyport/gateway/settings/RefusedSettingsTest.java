package dev.sallyport.gateway.settings;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;

class RefusedSettingsTest {

    private static final String INSECURE =
            "spring.cloud.gateway.server.webflux.httpclient.ssl.use-insecure-trust-manager";

    @ParameterizedTest
    @CsvSource({INSECURE + ", true", "spring.webflux.base-path, /gateway"})
    void stopTheStart(String setting, String value) {
        assertThatThrownBy(() -> check(setting, value))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining(setting + " is " + value);
    }

    @ParameterizedTest
    @CsvSource({INSECURE + ", false", INSECURE + ", off", "spring.webflux.base-path, /", "spring.webflux.base-path, ''"
    })
    void stopNothingThatHarmsNobody(String setting, String value) {
        assertThatCode(() -> check(setting, value)).doesNotThrowAnyException();
    }

    private static void check(String setting, String value) {
        new RefusedSettings(new MockEnvironment().withProperty(setting, value)).afterSingletonsInstantiated();
    }
}
