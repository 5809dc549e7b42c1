package dev.sallyport.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.gateway.settings.WrongSetting;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

class OneTrustTest {

    @ParameterizedTest
    @CsvSource({
        "server.forward-headers-strategy, native",
        "server.forward-headers-strategy, FRAMEWORK",
        "spring.cloud.gateway.server.webflux.trusted-proxies, .*"
    })
    void stopsTheStartWhereAnotherSettingSaysWhomToBelieve(String setting, String value) {
        assertThatThrownBy(() -> check(setting, value))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining(setting + " is " + value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "NONE"})
    void letsNobodyBeBelieved(String strategy) {
        assertThatCode(() -> check("server.forward-headers-strategy", strategy)).doesNotThrowAnyException();
    }

    private static void check(String setting, String value) {
        new OneTrust(new MockEnvironment().withProperty(setting, value)).afterSingletonsInstantiated();
    }
}
