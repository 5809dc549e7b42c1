package dev.sallyport.gateway.logout;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.sallyport.gateway.issuer.UnacceptableToken;
import java.text.ParseException;
import java.time.Instant;

/** A fuzzer looks for claims of a logout token that is signed as it must be, and that fail in another way than they may. */
public final class LogoutFuzz {

    private static final String GOOD = """
            "aud": "gateway", "iat": 1000, "jti": "a", "events": {"http://schemas.openid.net/event/backchannel-logout": {}}""";

    private LogoutFuzz() {}

    public static void isRefusedOrNamesWhoseSessionsEnd(FuzzedDataProvider data) {
        var begin = data.consumeBoolean() ? GOOD + "," : "";
        var text = data.consumeRemainingAsString();
        try {
            var claims = JWTClaimsSet.parse("{" + begin + text + "}");
            BackChannelLogoutEndpoint.requireLogoutToken(claims, "gateway", Instant.ofEpochSecond(1000));
            assertThat(claims.getJWTID()).isNotNull();
            assertThat(claims.getSubject() != null || claims.getClaim("sid") != null)
                    .isTrue();
        } catch (UnacceptableToken | ParseException expected) {
            assertThat(expected.getMessage()).isNotEmpty();
        }
    }
}
