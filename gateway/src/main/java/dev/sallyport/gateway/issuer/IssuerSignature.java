package dev.sallyport.gateway.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Tells whether the issuer made a JWT: signed with a key of the issuer's (asymmetric algorithms only), {@code iss} is the
 * issuer, {@code exp} and {@code nbf} hold where they stand. What else a kind of token needs, its own reader checks.
 */
@Component
public final class IssuerSignature {

    private static final int LONGEST = 16_384;
    private static final int CLOCK_SKEW_SECONDS = 10;
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.copyOf(JWSAlgorithm.Family.SIGNATURE);

    private final Issuer issuer;
    private final IssuerKeys keys;

    IssuerSignature(Issuer issuer, IssuerKeys keys) {
        this.issuer = issuer;
        this.keys = keys;
    }

    /**
     * The claims, of which these are there. Fails with {@link UnacceptableToken}, or with {@link IssuerUnavailable} if the
     * issuer's keys are not known.
     */
    public Mono<SignedClaims> verify(
            String value, DefaultJOSEObjectTypeVerifier<SecurityContext> types, Set<String> required) {
        return Mono.fromSupplier(() -> parse(value))
                .flatMap(jwt -> Mono.zip(
                                issuer.provider(),
                                keys.including(jwt.getHeader().getKeyID()))
                        .map(found -> {
                            var processor = processor(found.getT1(), found.getT2(), types, required);
                            return verify(value, jwt, processor, found.getT2());
                        }));
    }

    private static SignedJWT parse(String value) {
        if (value.length() > LONGEST) {
            throw new UnacceptableToken("longer than " + LONGEST);
        }
        try {
            return SignedJWT.parse(value);
        } catch (ParseException malformed) {
            throw new UnacceptableToken("not a signed JWT");
        }
    }

    private static DefaultJWTProcessor<SecurityContext> processor(
            Provider provider,
            JWKSet keySet,
            DefaultJOSEObjectTypeVerifier<SecurityContext> types,
            Set<String> required) {
        var expected = new JWTClaimsSet.Builder().issuer(provider.issuer()).build();
        var claims = new DefaultJWTClaimsVerifier<SecurityContext>(expected, required);
        claims.setMaxClockSkew(CLOCK_SKEW_SECONDS);
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSTypeVerifier(types);
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, new ImmutableJWKSet<>(keySet)));
        processor.setJWTClaimsSetVerifier(claims);
        return processor;
    }

    private static SignedClaims verify(
            String value, SignedJWT jwt, DefaultJWTProcessor<SecurityContext> processor, JWKSet keySet) {
        try {
            var key = keySet.getKeyByKeyId(jwt.getHeader().getKeyID());
            if (key == null) {
                throw new UnacceptableToken("no key of the issuer's");
            }
            return new SignedClaims(
                    value, processor.process(jwt, null), key.computeThumbprint().toString());
        } catch (BadJOSEException | JOSEException refused) {
            throw new UnacceptableToken(String.valueOf(refused.getMessage()));
        }
    }
}
