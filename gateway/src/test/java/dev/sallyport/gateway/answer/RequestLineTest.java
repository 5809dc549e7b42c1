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
                "/public/%c0%ae%c0%ae/admin",
                "/public/%C1%9C",
                "/public/%e0%80%af",
                "/public/%f0%80%80%af",
                "/public/%ed%a0%80",
                "/public/%f4%90%80%80",
                "/public/%ff",
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
                "/%c3%a9",
                "/%e0%a4%85",
                "/%F0%9F%98%80",
                "/a%20b",
                "/a,b:c@d!e$f'g(h)i*j+k=l&m~n_o-p"
            })
    void letsPassWhatEverybodyReadsAlike(String path) {
        assertThat(RequestLine.isPlain(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "a b", "a,b", "u@a", "a/b", "a?b", "a#b", "a\\b", "a%2fb", "ä", "a\tb", "<a>", "a;b"})
    void refusesAHostThatIsNone(String host) {
        assertThat(RequestLine.isHost(host)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost:8080", "shop.example", "SHOP.example", "my_shop", "127.0.0.1", "[::1]:8080", "x-1.y"})
    void letsAHostPass(String host) {
        assertThat(RequestLine.isHost(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/a", "http://shop.example:8080/a", "HTTPS://SHOP.example:8080/"})
    void letsATargetOfItsHostPass(String target) {
        assertThat(RequestLine.isAt("shop.example:8080", target)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "a",
                "@evil.example/",
                "http://evil.example/",
                "http://shop.example:8080@evil.example/",
                "http://shop.example:80800/",
                "http://shop.example:8080",
                "http://shop.example:8080?a",
                "file:///a"
            })
    void refusesATargetOfAnother(String target) {
        assertThat(RequestLine.isAt("shop.example:8080", target)).isFalse();
    }
}
