package dev.sallyport.gateway.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Tells whether the issuer made a JWT: signed with a key of the issuer's (asymmetric algorithms only), {@code iss} is the
 * issuer, {@code exp} and {@code nbf} hold where they stand. What else a kind of token needs, its own reader checks.
 */
@Component
public final class IssuerSignature {

    /** How far the issuer's clock may be from ours. */
    public static final int CLOCK_SKEW_SECONDS = 10;

    private static final int LONGEST = 16_384;
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.copyOf(JWSAlgorithm.Family.SIGNATURE);

    private final Issuer issuer;
    private final IssuerKeys keys;

    IssuerSignature(Issuer issuer, IssuerKeys keys) {
        this.issuer = issuer;
        this.keys = keys;
    }

    /**
     * What a kind of token must have.
     *
     * @param types the {@code typ} headers it may have
     * @param required the claims that must be there
     */
    public record Kind(DefaultJOSEObjectTypeVerifier<SecurityContext> types, Set<String> required) {}

    /**
     * The claims of a token that somebody brought. Fails with {@link UnacceptableToken}, or with {@link IssuerUnavailable}
     * if the issuer's keys are not known.
     */
    public Mono<SignedClaims> verify(String value, Kind kind) {
        return verify(value, kind, false);
    }

    /** The same for a token that the issuer itself gave just now: a key that is new may be asked for at once. */
    public Mono<SignedClaims> verifyFresh(String value, Kind kind) {
        return verify(value, kind, true);
    }

    private Mono<SignedClaims> verify(String value, Kind kind, boolean fresh) {
        return Mono.fromSupplier(() -> parse(value))
                .flatMap(jwt -> Mono.zip(issuer.provider(), keys.matching(jwt.getHeader(), fresh))
                        .map(found -> verify(jwt, processor(found.getT1(), kind), found.getT2())));
    }

    static SignedJWT parse(String value) {
        if (value.length() > LONGEST) {
            throw new UnacceptableToken("longer than " + LONGEST);
        }
        try {
            var jwt = SignedJWT.parse(value);
            if (!ALGORITHMS.contains(jwt.getHeader().getAlgorithm())) {
                throw new UnacceptableToken("not an asymmetric algorithm");
            }
            return jwt;
        } catch (ParseException | IllegalArgumentException malformed) {
            throw new UnacceptableToken("not a signed JWT; opaque tokens need sallyport.access-token.introspect-every");
        }
    }

    private static DefaultJWTProcessor<SecurityContext> processor(Provider provider, Kind kind) {
        var expected = new JWTClaimsSet.Builder().issuer(provider.issuer()).build();
        var claims = new DefaultJWTClaimsVerifier<SecurityContext>(expected, kind.required);
        claims.setMaxClockSkew(CLOCK_SKEW_SECONDS);
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSTypeVerifier(kind.types);
        processor.setJWTClaimsSetVerifier(claims);
        return processor;
    }

    /** Nearly always there is one key; an issuer that names none may have several that fit. */
    private static SignedClaims verify(
            SignedJWT jwt, DefaultJWTProcessor<SecurityContext> processor, List<JWK> candidates) {
        for (var key : candidates) {
            processor.setJWSKeySelector(
                    new JWSVerificationKeySelector<>(ALGORITHMS, new ImmutableJWKSet<>(new JWKSet(key))));
            try {
                var claims = processor.process(jwt, null);
                return new SignedClaims(
                        jwt.serialize(), claims, key.computeThumbprint().toString());
            } catch (BadJWTException refused) {
                throw new UnacceptableToken(String.valueOf(refused.getMessage()));
            } catch (BadJOSEException | JOSEException otherKey) {
                // What is not signed could hold anything, so nothing of it goes into a message.
            }
        }
        throw new UnacceptableToken("no signature of the issuer's, or not this kind of token");
    }
}
