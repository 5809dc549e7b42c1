package dev.sallyport.realm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeycloakOptionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"http://id.example", "HTTP://10.0.0.1:8080", "http://127.evil.example", "http://[2001:db8::1]"})
    void warnsOfPasswordsThatOthersCanRead(String url) {
        assertThat(KeycloakOption.canBeRead(URI.create(url))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://id.example", "http://localhost:8080", "http://127.0.0.1", "http://[::1]:8080/auth"})
    void saysNothingOfOthers(String url) {
        assertThat(KeycloakOption.canBeRead(URI.create(url))).isFalse();
    }
}
