package dev.sallyport.keycloak.scope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopesTest {

    @Test
    void areWrittenInOneOrderWithOpenidFirst() {
        assertThat(Scopes.of("profile  orders:write openid orders:read orders:write"))
                .hasToString("openid orders:read orders:write profile");
    }

    @Test
    void areNoneWhereThereIsNoScope() {
        assertThat(Scopes.of(null)).hasToString("");
        assertThat(Scopes.of("")).hasToString("");
    }

    @Test
    void canBeAddedAndTakenAway() {
        assertThat(Scopes.of("openid orders").with(List.of("orders:read")).without("orders"::equals))
                .hasToString("openid orders:read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders:read", "a", "!", "~", "[x]", "https://example.com/orders.read", "a:b:c"})
    void haveNamesOfRfc6749(String name) {
        assertThat(Scopes.isScope(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\"b", "a\\b", "a\tb", "주문:읽기", "a\u007f", "a\u00a0b", "🙂"})
    void haveNoOtherNames(String name) {
        assertThat(Scopes.isScope(name)).isFalse();
    }
}
