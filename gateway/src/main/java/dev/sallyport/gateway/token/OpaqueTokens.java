package dev.sallyport.gateway.token;

import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import dev.sallyport.gateway.issuer.Introspection;
import dev.sallyport.gateway.issuer.Issuer;
import dev.sallyport.gateway.issuer.IssuerSignature;
import dev.sallyport.gateway.issuer.UnacceptableToken;
import java.text.ParseException;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Access tokens that are no JWTs, so that the issuer alone can tell what they are good for (RFC 7662); each time anew. */
@Component
final class OpaqueTokens {

    private static final Set<String> REQUIRED = Set.of("sub", "exp", "aud");

    /** An issuer may tell of refresh tokens too, in this extension of some. */
    private static final Set<String> USES = Set.of("access_token", "access");

    private static final int LONGEST = 16_384;

    private final Issuer issuer;
    private final Introspection introspection;
    private final AccessTokenSettings settings;

    OpaqueTokens(Issuer issuer, Introspection introspection, AccessTokenSettings settings) {
        this.issuer = issuer;
        this.introspection = introspection;
        this.settings = settings;
    }

    /** Whether this is such a token, and such are taken here. A JWS begins with a JSON object, {@code ey} in base64. */
    boolean take(String value) {
        var isJwt = value.startsWith("ey")
                && value.chars().filter(each -> each == '.').count() == 2;
        return settings.introspectEvery() != null && !isJwt;
    }

    /** Fails with {@link UnacceptableToken}, or with {@code IssuerUnavailable} if the issuer does not tell. */
    Mono<AccessToken> verify(String value, boolean fresh) {
        if (value.length() > LONGEST) {
            return Mono.error(new UnacceptableToken("longer than " + LONGEST));
        }
        return Mono.zip(
                introspection.of(value, fresh),
                issuer.provider(),
                (answer, provider) -> AccessToken.introspected(value, accepted(answer, provider.issuer())));
    }

    static JWTClaimsSet accepted(JWTClaimsSet answer, String issuer) {
        try {
            var type = answer.getStringClaim("token_type");
            if (type != null && !type.equalsIgnoreCase("Bearer")) {
                throw new UnacceptableToken("token_type " + type);
            }
            var use = answer.getStringClaim("token_use");
            if (use != null && !USES.contains(use)) {
                throw new UnacceptableToken("token_use " + use);
            }
            if (answer.getIssuer() != null && !answer.getIssuer().equals(issuer)) {
                throw new UnacceptableToken("of another issuer");
            }
            var times = new DefaultJWTClaimsVerifier<SecurityContext>(null, REQUIRED);
            times.setMaxClockSkew(IssuerSignature.CLOCK_SKEW_SECONDS);
            times.verify(answer, null);
            return answer;
        } catch (BadJWTException | ParseException refused) {
            throw new UnacceptableToken("introspection: " + refused.getMessage());
        }
    }
}
