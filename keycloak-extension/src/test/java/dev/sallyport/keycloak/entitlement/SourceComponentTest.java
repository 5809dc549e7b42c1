package dev.sallyport.keycloak.entitlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.component.ComponentModel;

class SourceComponentTest {

    private final ComponentModel component = new ComponentModel();

    SourceComponentTest() {
        component.setName("orders");
        component.put("url", "https://rights.example.com/orders");
        component.getConfig().put("fields", List.of("refund: bool", "limit: int"));
    }

    @Test
    void hasDefaults() throws Exception {
        var settings = settings("https://rights.example.com");

        assertThat(settings.protocol()).isEqualTo(Protocol.HTTP_JSON);
        assertThat(settings.deadline()).isEqualTo(Duration.ofMillis(300));
        assertThat(settings.fresh()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.stale()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.failsClaims()).isFalse();
    }

    @Test
    void isTheSameInWhateverOrderItsFieldsAreKept() throws Exception {
        var settings = settings("https://rights.example.com");
        component.getConfig().put("fields", List.of("limit: int", "refund: bool"));

        assertThat(settings("https://rights.example.com")).isEqualTo(settings);
    }

    @Test
    void cannotBeUsedAnyMoreWhenTheOperatorAllowsItNoLonger() {
        assertThatThrownBy(() -> settings("https://other.example.com")).hasMessageContaining("allowed-origins allows");
    }

    @Test
    void cannotBeUsedWithASecretThatIsNotInTheVault() {
        component.put("authentication", "bearer");
        component.put("secret", "hunter2");

        assertThatThrownBy(() -> settings("https://rights.example.com"))
                .hasMessageContaining("a reference into the vault")
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "a b", "a'b", "1st", "a\nb", "a\u202Eb", "주문", "[a]", "${a}"})
    void isNotHeardUnderANameThatRulesOrLogsCouldTrip(String name) {
        component.setName(name);

        assertThatThrownBy(() -> settings("https://rights.example.com")).hasMessageStartingWith("name: ");
    }

    private SourceSettings settings(String allowed) throws Exception {
        return new SourceComponent(component, AllowedOrigins.of(List.of(allowed))).settings();
    }
}
