package dev.sallyport.keycloak.scope;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.AccessTokenResponse;
import org.keycloak.util.JsonSerialization;

class TruthfulResponseTest {

    @Test
    void isTheResponseWithTheTokensScope() throws Exception {
        var response = JsonSerialization.readValue("""
                {"access_token": "a", "expires_in": 300, "refresh_expires_in": 1800, "refresh_token": "r",
                 "token_type": "Bearer", "id_token": "i", "not-before-policy": 7, "session_state": "s",
                 "scope": "openid orders:refund", "issued_token_type": "t",
                 "authorization_details": [{"type": "payment"}]}
                """, AccessTokenResponse.class);

        AccessTokenResponse truthful = new TruthfulResponse(response, Scopes.of("orders:read openid"));
        truthful.setScope("openid orders:refund");

        assertThat(json(truthful)).isEqualTo(json(response).replace("openid orders:refund", "openid orders:read"));
    }

    private static String json(AccessTokenResponse response) throws IOException {
        return JsonSerialization.writeValueAsString(response);
    }
}
