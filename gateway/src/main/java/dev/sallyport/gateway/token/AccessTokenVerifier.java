package dev.sallyport.gateway.token;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import dev.sallyport.gateway.issuer.IssuerSignature;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Checks an access token as RFC 9068 section 4 says: signature, {@code typ}, {@code iss}, {@code exp} and {@code nbf}.
 * Whom it is meant for is for those to check who know.
 */
@Component
public final class AccessTokenVerifier {

    private static final Set<String> REQUIRED = Set.of("iss", "sub", "exp", "aud");

    private final IssuerSignature signature;
    private final DefaultJOSEObjectTypeVerifier<SecurityContext> types;

    AccessTokenVerifier(IssuerSignature signature, AccessTokenSettings settings) {
        this.signature = signature;
        this.types = new DefaultJOSEObjectTypeVerifier<>(
                settings.types().stream().map(JOSEObjectType::new).collect(Collectors.toSet()));
    }

    /** The token; fails with {@code UnacceptableToken}, or with {@code IssuerUnavailable} if there are no keys. */
    public Mono<AccessToken> verify(String value) {
        return signature.verify(value, types, REQUIRED).map(AccessToken::of);
    }
}
