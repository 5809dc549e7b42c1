package dev.sallyport.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionKeyTest {

    @Test
    void comesBackFromItsCookie() {
        var key = SessionKey.create();

        assertThat(SessionKey.parse(key.cookieValue())).isEqualTo(key);
        assertThat(key.cookieValue()).hasSizeLessThanOrEqualTo(100);
    }

    @Test
    void isNeverTheSameTwice() {
        var seen = new HashSet<String>();
        for (int i = 0; i < 1_000; i++) {
            assertThat(seen.add(SessionKey.create().id())).isTrue();
        }
    }

    @Test
    void isNotShown() {
        var key = SessionKey.create();

        assertThat(key.toString()).doesNotContain(key.secret()).doesNotContain(key.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "null", "../../etc/passwd", "eyJhbGciOiJub25lIn0.e30."})
    void isNotReadFromAnythingElse(String cookie) {
        assertThat(SessionKey.parse(cookie)).isNull();
        assertThat(SessionKey.parse(SessionKey.create().cookieValue() + cookie + "a"))
                .isNull();
    }
}
