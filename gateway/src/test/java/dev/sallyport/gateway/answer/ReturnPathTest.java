package dev.sallyport.gateway.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "orders",
                "//evil.example",
                "///evil.example",
                "/\\evil.example",
                "\\/evil.example",
                "https://evil.example",
                "https:evil.example",
                "javascript:alert(1)",
                "/\t/evil.example",
                "/\n/evil.example",
                " /orders",
                "/orders\r\nSet-Cookie: a=b",
                "/./ /evil.example",
                "/.//evil.example",
                "/x/..//evil.example",
                "/x/%2e%2E//evil.example",
                "/한국",
                "/%zz",
                "/bff/login?return_to=/",
                "/bff/logout",
                "/login/oauth2/code/keycloak?code=1"
            })
    void goesHomeRatherThanAnywhereElse(String path) {
        assertThat(ReturnPath.orHome(path)).isEqualTo(ReturnPath.HOME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/orders", "/orders?page=2&q=a%20b", "/a//b", "/a?next=https://else.example", "/%2F"})
    void keepsAPathOfThisSiteWithItsQuery(String path) {
        assertThat(ReturnPath.orHome(path).value()).isEqualTo(path);
    }

    @Test
    void goesHomeWhenNothingIsAsked() {
        assertThat(ReturnPath.orHome(null)).isEqualTo(ReturnPath.HOME);
    }

    @Test
    void isShort() {
        assertThat(ReturnPath.orHome("/" + "a".repeat(2_000))).isEqualTo(ReturnPath.HOME);
    }

    @Test
    void cannotBeMadeOfAnotherSite() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ReturnPath("//evil.example"));
    }
}
