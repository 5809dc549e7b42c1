package dev.sallyport.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CookieTest {

    private static final URI LOCAL = URI.create("http://localhost:8080/bff/login");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "__Host-session=1; Path=/",
                "__Host-session=1; Path=/bff; Secure",
                "__Host-session=1; Path=/; Secure; Domain=localhost",
                "session=1; SameSite=None",
                "session=1; Domain=example.com",
                "no pair"
            })
    void isRefusedWhenItBreaksARule(String line) {
        assertThat(Cookie.parse(line, LOCAL)).isEmpty();
    }

    @Test
    void isSecureOnlyWhereBrowsersSaySo() {
        assertThat(Cookie.parse("a=1; Secure", LOCAL)).isPresent();
        assertThat(Cookie.parse("a=1; Secure", URI.create("http://example.com/")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/bff, /bff, true",
        "/bff, /bff/session, true",
        "/bff, /bffx, false",
        "/, /anything, true",
        "/bff/, /bff, false"
    })
    void goesToItsPathAndBelow(String path, String requested, boolean goes) {
        var cookie = Cookie.parse("a=1; Path=" + path, LOCAL).orElseThrow();

        assertThat(cookie.goesTo(LOCAL.resolve(requested))).isEqualTo(goes);
    }

    @Test
    void takesTheFolderOfThePageThatSetItWhenItNamesNoPath() {
        assertThat(Cookie.parse("a=1", LOCAL).orElseThrow().path()).isEqualTo("/bff");
    }

    @Test
    void ignoresPortsAsBrowsersDo() {
        var cookie = Cookie.parse("a=1; Path=/", LOCAL).orElseThrow();

        assertThat(cookie.goesTo(URI.create("http://localhost:8180/realms"))).isTrue();
        assertThat(cookie.goesTo(URI.create("http://127.0.0.1:8080/"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=1; Max-Age=0", "a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT"})
    void goesNowhereOnceItHasExpired(String line) {
        assertThat(Cookie.parse(line, LOCAL).orElseThrow().goesTo(LOCAL)).isFalse();
    }
}
