package dev.sallyport.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginTest {

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080, http://localhost:8180, true",
        "https://app.example.com, https://login.example.com, true",
        "https://app.example.com, http://app.example.com, false",
        "https://app.example.com, https://example.org, false",
        "http://127.0.0.1:8080, http://127.0.0.1:8180, true",
        "http://10.1.0.1, http://10.2.0.1, false",
        "http://localhost:8080, http://127.0.0.1:8180, false"
    })
    void isTheSameSiteWhenSchemeAndDomainAgree(URI one, URI other, boolean same) {
        assertThat(Origin.of(one).isSameSite(Origin.of(other))).isEqualTo(same);
    }
}
