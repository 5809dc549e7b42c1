package dev.sallyport.gateway.token;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import dev.sallyport.gateway.issuer.IssuerSignature;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Checks an access token as RFC 9068 section 4 says: signature, {@code typ}, {@code iss}, {@code exp} and {@code nbf}; or
 * has the issuer check one that is opaque.
 * Whom it is meant for is for those to check who know.
 */
@Component
public final class AccessTokenVerifier {

    private static final Set<String> REQUIRED = Set.of("iss", "sub", "exp", "aud");

    private final IssuerSignature signature;
    private final IssuerSignature.Kind kind;
    private final OpaqueTokens opaque;

    AccessTokenVerifier(IssuerSignature signature, AccessTokenSettings settings, OpaqueTokens opaque) {
        this.signature = signature;
        this.opaque = opaque;
        var types = settings.types().stream().map(JOSEObjectType::new).collect(Collectors.toSet());
        this.kind = new IssuerSignature.Kind(new DefaultJOSEObjectTypeVerifier<>(types), REQUIRED);
    }

    /** A caller's token; fails with {@code UnacceptableToken}, or with {@code IssuerUnavailable} if there are no keys. */
    Mono<AccessToken> verify(String value) {
        return opaque.take(value)
                ? opaque.verify(value, false)
                : signature.verify(value, kind).map(AccessToken::of);
    }

    /** Whether the issuer must be asked about it. */
    boolean asksAbout(String value) {
        return opaque.take(value);
    }

    /** A token that the issuer gave just now; fails as above. */
    public Mono<AccessToken> verifyFresh(String value) {
        return opaque.take(value)
                ? opaque.verify(value, true)
                : signature.verifyFresh(value, kind).map(AccessToken::of);
    }
}
