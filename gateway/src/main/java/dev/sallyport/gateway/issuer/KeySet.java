package dev.sallyport.gateway.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The issuer's public keys as they were at one moment.
 *
 * @param thumbprints what each is known by for good (RFC 7638)
 * @param read no later than the moment
 */
record KeySet(JWKSet keys, Set<String> thumbprints, Instant read) {

    static KeySet parse(String json, Instant read) {
        try {
            var keys = JWKSet.parse(JsonText.object(json)).toPublicJWKSet();
            if (keys.isEmpty()) {
                throw new IllegalStateException("The issuer's key set is empty");
            }
            return new KeySet(keys, thumbprints(keys), read);
        } catch (ParseException | JOSEException malformed) {
            throw new IllegalStateException("The issuer's key set is malformed", malformed);
        }
    }

    boolean contains(String thumbprint) {
        return thumbprints.contains(thumbprint);
    }

    boolean knows(JWSHeader header) {
        return !matching(header).isEmpty();
    }

    List<JWK> matching(JWSHeader header) {
        return new JWKSelector(JWKMatcher.forJWSHeader(header)).select(keys);
    }

    private static Set<String> thumbprints(JWKSet keys) throws JOSEException {
        var thumbprints = new HashSet<String>();
        for (JWK key : keys.getKeys()) {
            thumbprints.add(key.computeThumbprint().toString());
        }
        return Set.copyOf(thumbprints);
    }
}
