package dev.sallyport.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.sallyport.gateway.issuer.UnacceptableToken;
import java.text.ParseException;

/** A fuzzer looks for claims, scopes above all, that make a token of nothing, or that fail. */
public final class TokenFuzz {

    private TokenFuzz() {}

    private static final String ISSUER = "https://id.example";

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
