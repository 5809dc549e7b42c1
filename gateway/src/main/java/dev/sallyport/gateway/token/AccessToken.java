package dev.sallyport.gateway.token;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.sallyport.gateway.issuer.IssuerSignature;
import dev.sallyport.gateway.issuer.SignedClaims;
import dev.sallyport.gateway.issuer.UnacceptableToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An access token whose signature and claims were verified; a store gives back only such.
 *
 * @param value the token as it goes to a service
 * @param keyThumbprint which key signed it (RFC 7638), to tell when the issuer withdraws that key; empty for an opaque
 *     token, for which the issuer spoke itself
 * @param audience the services it is meant for
 * @param scopes what it allows, in the token's order
 * @param claims all its claims, as JSON values
 */
public record AccessToken(
        String value,
        String keyThumbprint,
        Set<String> audience,
        Set<String> scopes,
        Instant issuedAt,
        Instant expiresAt,
        Map<String, Object> claims) {

    public AccessToken {
        audience = Set.copyOf(audience);
        scopes = Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
        claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
    }

    static AccessToken of(SignedClaims signed) {
        return of(signed.value(), signed.keyThumbprint(), signed.claims());
    }

    /** An opaque token, with what the issuer says of it in the place of claims. */
    static AccessToken introspected(String value, JWTClaimsSet answer) {
        return of(value, "", answer);
    }

    private static AccessToken of(String value, String keyThumbprint, JWTClaimsSet claims) {
        var issued = claims.getIssueTime();
        var expires = claims.getExpirationTime().toInstant();
        if (claims.getAudience().stream().anyMatch(Objects::isNull)) {
            throw new UnacceptableToken("an audience without a name");
        }
        return new AccessToken(
                value,
                keyThumbprint,
                Set.copyOf(claims.getAudience()),
                scopes(claims.getClaim("scope")),
                issued == null ? expires : issued.toInstant(),
                expires,
                claims.toJSONObject());
    }

    boolean isOpaque() {
        return keyThumbprint.isEmpty();
    }

    /** How long it is good for at most, the issuer's clock being what it may. */
    Duration left(Instant now) {
        var left = Duration.between(now, expiresAt);
        return left.isNegative() ? Duration.ZERO : left.plusSeconds(IssuerSignature.CLOCK_SKEW_SECONDS);
    }

    /** The same without what nobody reads of a token that is only relayed. */
    AccessToken bare() {
        return new AccessToken(value, keyThumbprint, Set.of(), Set.of(), issuedAt, expiresAt, Map.of());
    }

    /** Whether it is meant for that one service and nobody else. */
    public boolean isOnlyFor(String service) {
        return audience.size() == 1 && audience.contains(service);
    }

    public boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    /** True when it could expire on its way to a service: in the last tenth of its life, of at most two seconds. */
    public boolean isNearlyExpired(Instant now) {
        return !now.isBefore(expiresAt.minusMillis(Math.clamp(life() / 10, 0, 2_000)));
    }

    /** True in the last fifth of its life: time to get the next one while this one still works. */
    public boolean isDue(Instant now) {
        return !now.isBefore(expiresAt.minusMillis(Math.clamp(life() / 5, 0, 60_000)));
    }

    private long life() {
        return expiresAt.toEpochMilli() - issuedAt.toEpochMilli();
    }

    private static Set<String> scopes(@Nullable Object claim) {
        return claim instanceof String scope && !scope.isBlank()
                ? new LinkedHashSet<>(List.of(scope.trim().split(" +")))
                : Set.of();
    }

    @Override
    public String toString() {
        return "AccessToken[audience=" + audience + ", scopes=" + scopes + ", expiresAt=" + expiresAt + "]";
    }
}
