package dev.sallyport.gateway.token;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import dev.sallyport.gateway.issuer.IssuerSignature;
import dev.sallyport.gateway.issuer.SignedClaims;
import dev.sallyport.gateway.issuer.UnacceptableToken;
import java.util.Map;
import java.util.Set;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.MappedJwtClaimSetConverter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Checks an ID token as OpenID Connect Core 1.0 section 3.1.3.7 says, by Spring Security's own rules for its claims. */
@Component
public final class IdTokenVerifier {

    private static final IssuerSignature.Kind KIND = new IssuerSignature.Kind(
            new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, null), Set.of("iss", "sub", "aud", "exp", "iat"));
    private static final MappedJwtClaimSetConverter CLAIMS = MappedJwtClaimSetConverter.withDefaults(Map.of());

    private final IssuerSignature signature;

    IdTokenVerifier(IssuerSignature signature) {
        this.signature = signature;
    }

    /** The ID token that the issuer gave just now; fails with {@link UnacceptableToken}. */
    public Mono<Jwt> verifyFresh(String value, ClientRegistration client) {
        return signature.verifyFresh(value, KIND).map(signed -> accepted(signed, client));
    }

    static Jwt accepted(SignedClaims signed, ClientRegistration client) {
        try {
            var jwt = jwt(signed);
            var checked = new OidcIdTokenValidator(client).validate(jwt);
            if (checked.hasErrors()) {
                throw new UnacceptableToken("ID token: " + checked.getErrors());
            }
            return jwt;
        } catch (IllegalArgumentException | IllegalStateException malformed) {
            throw new UnacceptableToken("ID token: a claim of the wrong kind");
        }
    }

    private static Jwt jwt(SignedClaims signed) {
        var claims = CLAIMS.convert(signed.claims().toJSONObject());
        return Jwt.withTokenValue(signed.value())
                .header("typ", "JWT")
                .claims(all -> all.putAll(claims))
                .build();
    }
}
