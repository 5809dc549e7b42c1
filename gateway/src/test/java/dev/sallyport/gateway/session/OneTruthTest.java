package dev.sallyport.gateway.session;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.gateway.settings.WrongSetting;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

class OneTruthTest {

    private static final String READ_FROM = "spring.data.redis.lettuce.read-from";

    @ParameterizedTest
    @ValueSource(strings = {"replica", "any", "lowest-latency", "upstream-preferred", "REPLICA_PREFERRED"})
    void stopsTheStartWhereAReplicaIsRead(String from) {
        assertThatThrownBy(() -> check(from))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining(READ_FROM + " is " + from);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "master", "UPSTREAM"})
    void letsTheMasterBeRead(String from) {
        assertThatCode(() -> check(from)).doesNotThrowAnyException();
    }

    private static void check(String from) {
        new OneTruth(new MockEnvironment().withProperty(READ_FROM, from)).afterSingletonsInstantiated();
    }
}
