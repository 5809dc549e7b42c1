package dev.sallyport.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.sallyport.gateway.issuer.SignedClaims;
import dev.sallyport.gateway.issuer.UnacceptableToken;
import java.text.ParseException;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;

/** A fuzzer looks for claims, scopes above all, that make a token of nothing, or that fail in another way than they may. */
public final class TokenFuzz {

    private TokenFuzz() {}

    private static final String ISSUER = "https://id.example";
    private static final ClientRegistration CLIENT = ClientRegistration.withRegistrationId("issuer")
            .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
            .clientId("gateway")
            .tokenUri(ISSUER)
            .issuerUri(ISSUER)
            .build();

    public static void isRefusedOrOfSomebody(FuzzedDataProvider data) {
        var text = data.consumeRemainingAsString();
        try {
            var claims = JWTClaimsSet.parse("{" + text + "}");
            var jwt = IdTokenVerifier.accepted(new SignedClaims("value", claims, "key"), CLIENT);
            assertThat(jwt.getSubject()).isNotEmpty();
            assertThat(jwt.getAudience()).contains("gateway");
        } catch (UnacceptableToken | ParseException expected) {
            assertThat(expected.getMessage()).isNotEmpty();
        }
    }

    public static void isRefusedOrHasWhatItMust(FuzzedDataProvider data) {
        var scope = data.consumeString(50);
        var text = data.consumeRemainingAsString();
        try {
            var claims = new JWTClaimsSet.Builder(JWTClaimsSet.parse("{" + text + "}"))
                    .claim("scope", scope)
                    .build();
            var token = AccessToken.introspected("value", OpaqueTokens.accepted(claims, ISSUER));
            assertThat(token.audience()).isNotEmpty();
            assertThat(token.scopes()).noneMatch(one -> one.isEmpty() || one.contains(" "));
        } catch (UnacceptableToken | ParseException expected) {
            assertThat(expected.getMessage()).isNotEmpty();
        }
    }
}
