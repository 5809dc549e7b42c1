package dev.sallyport.system.gateway;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A JSON Web Token taken apart, to look into it or to forge another from it. */
record Jwt(Map<String, Object> header, Map<String, Object> claims) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    static Jwt parse(String compact) {
        var parts = compact.split("\\.", -1);
        return new Jwt(object(parts[0]), object(parts[1]));
    }

    Jwt with(String claim, Object value) {
        return new Jwt(header, changed(claims, claim, value));
    }

    Jwt without(String claim) {
        var fewer = new LinkedHashMap<>(claims);
        fewer.remove(claim);
        return new Jwt(header, fewer);
    }

    Jwt withHeader(String name, Object value) {
        return new Jwt(changed(header, name, value), claims);
    }

    String signedWith(PrivateKey key) {
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(content().getBytes(StandardCharsets.US_ASCII));
            return content() + "." + encoded(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    String authenticatedWith(byte[] secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return content() + "." + encoded(mac.doFinal(content().getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    String unsigned() {
        return content() + ".";
    }

    Set<String> audience() {
        return claims.get("aud") instanceof List<?> many
                ? Set.copyOf(many.stream().map(String::valueOf).toList())
                : Set.of(String.valueOf(claims.get("aud")));
    }

    Set<String> scopes() {
        return Set.copyOf(Arrays.asList(String.valueOf(claims.get("scope")).split(" ", -1)));
    }

    Instant expiry() {
        return time("exp");
    }

    /** How long it lives from when it was issued. */
    Duration life() {
        return Duration.between(time("iat"), expiry());
    }

    private Instant time(String claim) {
        return Instant.ofEpochSecond(((Number) claims.getOrDefault(claim, 0)).longValue());
    }

    private String content() {
        return encoded(JSON.writeValueAsBytes(header)) + "." + encoded(JSON.writeValueAsBytes(claims));
    }

    private static Map<String, Object> changed(Map<String, Object> original, String name, Object value) {
        var changed = new LinkedHashMap<>(original);
        changed.put(name, value);
        return changed;
    }

    private static Map<String, Object> object(String part) {
        return JSON.readValue(Base64.getUrlDecoder().decode(part), OBJECT);
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
