package dev.sallyport.gateway.issuer;

import com.nimbusds.jwt.JWTClaimsSet;

/**
 * The claims of a JWT that the issuer signed.
 *
 * @param keyThumbprint the key that signed it (RFC 7638)
 */
public record SignedClaims(String value, JWTClaimsSet claims, String keyThumbprint) {

    @Override
    public String toString() {
        return "SignedClaims[keyThumbprint=" + keyThumbprint + "]";
    }
}
