package dev.sallyport.gateway.settings;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;

class RefusedSettingsTest {

    @ParameterizedTest
    @CsvSource({
        "server.forward-headers-strategy, native",
        "server.forward-headers-strategy, FRAMEWORK",
        "spring.cloud.gateway.server.webflux.trusted-proxies, .*",
        "spring.data.redis.lettuce.read-from, replica",
        "spring.data.redis.lettuce.read-from, any",
        "spring.data.redis.lettuce.read-from, lowest-latency",
        "spring.data.redis.lettuce.read-from, upstream-preferred",
        "spring.data.redis.lettuce.read-from, REPLICA_PREFERRED",
        "spring.cloud.gateway.server.webflux.httpclient.ssl.use-insecure-trust-manager, true",
        "spring.cloud.gateway.server.webflux.httpclient.ssl.use-insecure-trust-manager, on",
        "spring.webflux.base-path, /gateway"
    })
    void stopTheStart(String setting, String value) {
        assertThatThrownBy(() -> check(setting, value))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining(setting + " is " + value);
    }

    /** Spring takes it for unset, and then believes everybody where it sees a cloud. */
    @Test
    void stopTheStartOfAStrategyThatIsLeftEmpty() {
        assertThatThrownBy(() -> check("server.forward-headers-strategy", ""))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("server.forward-headers-strategy is empty");
    }

    @ParameterizedTest
    @CsvSource({
        "server.forward-headers-strategy, none",
        "server.forward-headers-strategy, NONE",
        "spring.cloud.gateway.server.webflux.trusted-proxies, ''",
        "spring.data.redis.lettuce.read-from, ''",
        "spring.data.redis.lettuce.read-from, master",
        "spring.data.redis.lettuce.read-from, UPSTREAM",
        "spring.cloud.gateway.server.webflux.httpclient.ssl.use-insecure-trust-manager, false",
        "spring.cloud.gateway.server.webflux.httpclient.ssl.use-insecure-trust-manager, off",
        "spring.webflux.base-path, /",
        "spring.webflux.base-path, ''"
    })
    void stopNothingThatHarmsNobody(String setting, String value) {
        assertThatCode(() -> check(setting, value)).doesNotThrowAnyException();
    }

    private static void check(String setting, String value) {
        new RefusedSettings(new MockEnvironment().withProperty(setting, value)).afterSingletonsInstantiated();
    }
}
