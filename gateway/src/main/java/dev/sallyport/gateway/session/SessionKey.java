package dev.sallyport.gateway.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What the session cookie holds: which session, and the secret that opens it. The store knows the first and, of the
 * second, no more than it needs to check it.
 *
 * @param id 128 random bits, base64url; may be shown to the person whose session it is
 * @param secret 256 random bits, base64url; known to the cookie alone
 */
public record SessionKey(String id, String secret) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ID_LENGTH = 22;
    private static final int LENGTH = 65;

    static SessionKey create() {
        return new SessionKey(random(16), random(32));
    }

    /** The key in a cookie's value, or null if the value has not the form of one. */
    static @Nullable SessionKey parse(String cookie) {
        return hasForm(cookie) ? new SessionKey(cookie.substring(0, ID_LENGTH), cookie.substring(ID_LENGTH)) : null;
    }

    private static boolean hasForm(String cookie) {
        if (cookie.length() != LENGTH) {
            return false;
        }
        for (var i = 0; i < LENGTH; i++) {
            if (!isBase64Url(cookie.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBase64Url(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }

    String cookieValue() {
        return id + secret;
    }

    boolean opens(String otherSecret) {
        return MessageDigest.isEqual(
                secret.getBytes(StandardCharsets.US_ASCII), otherSecret.getBytes(StandardCharsets.US_ASCII));
    }

    private static String random(int bytes) {
        var value = new byte[bytes];
        RANDOM.nextBytes(value);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(value);
    }

    @Override
    public String toString() {
        return "SessionKey[]";
    }
}
