package dev.sallyport.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.sallyport.gateway.issuer.SignedClaims;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessTokenTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "300, 239, false",
        "300, 240, true",
        "10, 7, false",
        "10, 8, true",
        "86400, 86339, false",
        "86400, 86340, true"
    })
    void isDueInTheLastFifthOfItsLifeAndAMinuteAtMost(int life, int age, boolean due) {
        assertThat(token(life, "a", "orders").isDue(NOW.plusSeconds(age))).isEqualTo(due);
    }

    @Test
    void isExpiredFromTheSecondItNames() {
        var token = token(300, "a", "orders");

        assertThat(token.isExpired(NOW.plusSeconds(299))).isFalse();
        assertThat(token.isExpired(NOW.plusSeconds(300))).isTrue();
    }

    @Test
    void isOnlyForAServiceThatItNamesAlone() {
        assertThat(token(300, "a", "orders").isOnlyFor("orders")).isTrue();
        assertThat(token(300, "a", "orders", "invoices").isOnlyFor("orders")).isFalse();
        assertThat(token(300, "a", "invoices").isOnlyFor("orders")).isFalse();
    }

    @Test
    void readsScopesInTheirOrder() {
        assertThat(token(300, " openid  orders:read ", "orders").scopes()).containsExactly("openid", "orders:read");
        assertThat(token(300, " ", "orders").scopes()).isEmpty();
    }

    @Test
    void isNotShown() {
        assertThat(token(300, "a", "orders").toString()).doesNotContain("secret-value");
    }

    private static AccessToken token(int life, String scope, String... audience) {
        var claims = new JWTClaimsSet.Builder()
                .audience(List.of(audience))
                .claim("scope", scope)
                .issueTime(Date.from(NOW))
                .expirationTime(Date.from(NOW.plusSeconds(life)))
                .build();
        return AccessToken.of(new SignedClaims("secret-value", claims, "key"));
    }
}
