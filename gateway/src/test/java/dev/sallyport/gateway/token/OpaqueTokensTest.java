package dev.sallyport.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.sallyport.gateway.issuer.UnacceptableToken;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpaqueTokensTest {

    private static final String ISSUER = "https://id.example";

    @ParameterizedTest
    @CsvSource({"token_use, refresh_token", "token_use, id_token", "token_type, DPoP", "iss, https://other.example"})
    void areRefusedForWhatTheIssuerSaysTheyAre(String claim, String value) {
        assertThatExceptionOfType(UnacceptableToken.class)
                .isThrownBy(() -> OpaqueTokens.accepted(answer(claim, value), ISSUER));
    }

    @ParameterizedTest
    @CsvSource({"token_use, access_token", "token_type, bearer", "iss, https://id.example"})
    void areTakenForAccessTokens(String claim, String value) {
        var answer = answer(claim, value);

        assertThat(OpaqueTokens.accepted(answer, ISSUER)).isEqualTo(answer);
    }

    private static JWTClaimsSet answer(String claim, String value) {
        return new JWTClaimsSet.Builder()
                .claim("active", true)
                .subject("ada")
                .audience("orders")
                .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                .claim(claim, value)
                .build();
    }
}
