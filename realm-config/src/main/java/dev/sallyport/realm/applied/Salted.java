package dev.sallyport.realm.applied;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Hashes secrets so that one is known again, and slowly, so that nobody who may read the realm's attributes finds it by
 * trying.
 */
final class Salted {

    private static final int ROUNDS = 20_000;
    private static final int BITS = 128;

    private final byte[] salt;
    private final Map<String, String> known = new ConcurrentHashMap<>();

    Salted(byte[] salt) {
        this.salt = salt.clone();
    }

    static Salted fresh() {
        var salt = new byte[16];
        new SecureRandom().nextBytes(salt);
        return new Salted(salt);
    }

    byte[] salt() {
        return salt.clone();
    }

    /** The place is part of it: that two places have the same secret does not show. */
    String hash(String place, String secret) {
        return known.computeIfAbsent(place + "\0" + secret, absent -> slowly(place, secret));
    }

    boolean matches(String hash, String place, String secret) {
        return MessageDigest.isEqual(
                hash.getBytes(StandardCharsets.US_ASCII), hash(place, secret).getBytes(StandardCharsets.US_ASCII));
    }

    private String slowly(String place, String secret) {
        try {
            var seasoned = MessageDigest.getInstance("SHA-256");
            seasoned.update(salt);
            seasoned.update(place.getBytes(StandardCharsets.UTF_8));
            var spec = new PBEKeySpec(secret.toCharArray(), seasoned.digest(), ROUNDS, BITS);
            var key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec);
            return Base64.getEncoder().withoutPadding().encodeToString(key.getEncoded());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
