package dev.sallyport.keycloak.entitlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedOriginsTest {

    private final AllowedOrigins origins = AllowedOrigins.of(
            List.of(" https://rights.example.com", "http://localhost:9000/", "http://[::1]:9000", ""));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://rights.example.com",
                "https://rights.example.com:443/v1?x=y",
                "http://localhost:9000/orders",
                "http://[::1]:9000/"
            })
    void containWhatTheOperatorNamed(String url) {
        assertThat(origins.contain(URI.create(url))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://rights.example.com/",
                "https://rights.example.com:8443/",
                "https://rights.example.com.evil.example/",
                "https://evil.rights.example.com/",
                "https://rights.example.com@evil.example/",
                "https://evil@rights.example.com/",
                "https://rights.example.com#@evil.example/",
                "//rights.example.com/",
                "ftp://rights.example.com/",
                "rights.example.com",
                "http://localhost/",
                "http://127.0.0.1:9000/",
                "mailto:rights@example.com"
            })
    void containNothingElse(String url) {
        assertThat(origins.contain(URI.create(url))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1.2.3",
                "2130706433",
                "0.0.0.0",
                "169.254.169.254",
                "::",
                "::ffff:127.0.0.1",
                "fe80::1",
                "224.0.0.1"
            })
    void leadNowhereWhereANameLeadsToThisMachineOrItsLink(String host) {
        assertThatThrownBy(() -> origins.resolve(host)).isInstanceOf(UnknownHostException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "::1", "[::1]", "192.0.2.1", "10.0.0.1"})
    void leadElsewhereAndToThisMachineWhereTheOperatorSaidSo(String host) {
        assertThatCode(() -> origins.resolve(host)).doesNotThrowAnyException();
    }

    @Test
    void areNoneUnlessNamed() {
        assertThat(AllowedOrigins.of(List.of("")).contain(URI.create("http://localhost:9000")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rights.example.com", "*", "file:///", "https://"})
    void areRefusedAtStartWhereTheyAreNone(String origin) {
        assertThatThrownBy(() -> AllowedOrigins.of(List.of(origin))).isInstanceOf(IllegalArgumentException.class);
    }
}
