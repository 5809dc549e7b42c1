package dev.sallyport.gateway.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class SettingsCheckTest {

    record Outer(@DefaultValue List<String> serverKeys) {}

    record Inner(
            @DefaultValue("30m") Duration idleTimeout,
            @DefaultValue("1") int most,
            @DefaultValue("MEMORY") Where store,
            @Nullable URI uri,
            @DefaultValue("1") int keySize) {

        Inner {
            if (most < 1) {
                throw WrongSetting.of("sallyport.session.most", most, "Give it 1 or more.");
            }
        }
    }

    enum Where {
        MEMORY,
        REDIS
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sallyport.session.idle-timeout | 5s
            sallyport.session.idleTimeout  | 5s
            sallyport.session.most         | 2
            sallyport.session.store        | redis
            sallyport.server-keys          | a,b
            sallyport.server-keys[0]       | a
            sallyportal.session            | x
            """)
    void letsPassWhatIsASetting(String name, String value) {
        assertThatCode(() -> check(Map.of(name, value), Map.of())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sallyport.sesion.idle-timeout",
                "sallyport.session.idle-timeouts",
                "sallyport.session.idle-timeout.seconds",
                "sallyport.session",
                "sallyport.keys",
                "sallyport.server-keys.first"
            })
    void refusesWhatIsNone(String name) {
        assertThatExceptionOfType(WrongSetting.class)
                .isThrownBy(() -> check(Map.of(name, "1"), Map.of()))
                .withMessageContaining(name + " ")
                .withMessageContaining("is no setting of the gateway")
                .extracting(WrongSetting::remedy)
                .asString()
                .contains("sallyport.session.idle-timeout, sallyport.session.key-size");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sallyport.session.idle-timeout | soon | is 'soon' | a duration such as
            sallyport.session.most         | many | is 'many' | a whole number
            sallyport.session.store        | disk | is 'disk' | one of memory, redis
            sallyport.session.uri          | a b  | is 'a b'  | an address such as
            sallyport.session.most         | 0    | is 0      | 1 or more
            """)
    void saysWhatAValueCouldBe(String name, String value, String fault, String remedy) {
        assertThatExceptionOfType(WrongSetting.class)
                .isThrownBy(() -> check(Map.of(name, value), Map.of()))
                .withMessageContaining(name + " " + fault)
                .extracting(WrongSetting::remedy)
                .asString()
                .contains(remedy);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SALLYPORT_SESSION_IDLE_TIMEOUT",
                "SALLYPORT_SESSION_IDLETIMEOUT",
                "SALLYPORT_SERVER_KEYS",
                "SALLYPORT_SERVER_KEYS_0",
                "SALLYPORT_GATEWAY_PORT",
                "SALLYPORT_SESSION_USED_BELOW"
            })
    void letsPassVariablesThatAreSettingsOrAreNotMeantToBe(String variable) {
        var placeholder = Map.<String, Object>of("server.port", "${SALLYPORT_SESSION_USED_BELOW:1}");

        assertThatCode(() -> check(placeholder, Map.of(variable, "5s"))).doesNotThrowAnyException();
    }

    @Test
    void refusesAMisspeltVariable() {
        assertThatExceptionOfType(WrongSetting.class)
                .isThrownBy(() -> check(Map.of(), Map.of("SALLYPORT_SESSION_IDLE_TIMEOT", "5s")))
                .withMessageContaining("SALLYPORT_SESSION_IDLE_TIMEOT");
    }

    @Test
    void saysWhenAVariableTakesTheNameOfAGroup() {
        assertThatExceptionOfType(WrongSetting.class)
                .isThrownBy(() -> check(Map.of(), Map.of("SALLYPORT_SESSION", "x")))
                .extracting(WrongSetting::remedy)
                .asString()
                .contains("the name of a group");
    }

    @Test
    void repeatsNoSecret() {
        assertThatExceptionOfType(WrongSetting.class)
                .isThrownBy(() -> check(Map.of("sallyport.session.key-size", "verysecret"), Map.of()))
                .withMessageContaining("sallyport.session.key-size has a value that it cannot have")
                .satisfies(refusal ->
                        assertThat(refusal.getMessage() + refusal.remedy()).doesNotContain("verysecret"));
    }

    private static void check(Map<String, ?> properties, Map<String, Object> variables) {
        var environment = new StandardEnvironment() {
            @Override
            public Map<String, Object> getSystemEnvironment() {
                return variables;
            }
        };
        var sources = environment.getPropertySources();
        sources.replace(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                new SystemEnvironmentPropertySource(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        sources.addFirst(new MapPropertySource("file", Map.copyOf(properties)));
        new SettingsCheck(environment)
                .check(List.of(
                        new SettingsRecord("sallyport", Outer.class),
                        new SettingsRecord("sallyport.session", Inner.class)));
    }
}
