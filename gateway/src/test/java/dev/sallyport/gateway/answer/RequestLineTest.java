package dev.sallyport.gateway.answer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestLineTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/public/../admin",
                "/public/./admin",
                "/public/..",
                "/..",
                "/.",
                "/public/%2e%2e/admin",
                "/public/.%2E/admin",
                "/public/..%2fadmin",
                "/public%2Fadmin",
                "/public/..%5cadmin",
                "/public/..\\admin",
                "/public/..;/admin",
                "/public;x=1/admin",
                "/public/%3b",
                "/public//admin",
                "//admin",
                "/public/%252e%252e/admin",
                "/public/%00",
                "/public/%0d%0aSet-Cookie:",
                "/public/%7f",
                "/public/%zz",
                "/public/%2",
                "/public/%",
                "/public/a b",
                "/public/é"
            })
    void refusesWhatCanBeReadInTwoWays(String path) {
        assertThat(RequestLine.isPlain(path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/api/orders",
                "/api/orders/",
                "/api/orders/1/refund",
                "/.well-known/x",
                "/a/..b/c../...",
                "/%ED%95%9C",
                "/a%20b",
                "/a,b:c@d!e$f'g(h)i*j+k=l&m~n_o-p"
            })
    void letsPassWhatEverybodyReadsAlike(String path) {
        assertThat(RequestLine.isPlain(path)).isTrue();
    }
}
