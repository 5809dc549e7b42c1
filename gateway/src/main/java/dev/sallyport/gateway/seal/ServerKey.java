package dev.sallyport.gateway.seal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** One key of the gateway's. It encrypts nothing itself: each use has a key of its own, derived from it (RFC 5869). */
public final class ServerKey {

    /** The length of {@link #id}. */
    public static final int ID_BYTES = 4;

    static final int BYTES = 32;

    private static final byte[] NONE = {};

    private final byte[] secret;
    private final byte[] id;
    private final SecretKey naming;

    ServerKey(byte[] secret) {
        if (secret.length != BYTES) {
            throw new IllegalArgumentException("A server key has " + BYTES + " bytes");
        }
        this.secret = secret.clone();
        this.id = Arrays.copyOf(derive("id", NONE).getEncoded(), ID_BYTES);
        this.naming = derive("names", NONE);
    }

    /** Tells which key sealed something, and nothing about the key. */
    public byte[] id() {
        return id.clone();
    }

    boolean hasId(byte[] other) {
        return MessageDigest.isEqual(id, other);
    }

    /** The AES-256 key for one use. */
    public SecretKey derive(String use) {
        return derive(use, NONE);
    }

    /** The AES-256 key for one use that only who knows the other secret can derive too. */
    public SecretKey derive(String use, byte[] otherSecret) {
        var from = HKDFParameterSpec.ofExtract().addIKM(secret).addIKM(otherSecret);
        var info = ("sallyport " + use).getBytes(StandardCharsets.UTF_8);
        try {
            return KDF.getInstance("HKDF-SHA256").deriveKey("AES", from.thenExpand(info, BYTES));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A name that stands for a value in a store: the same for the same value, and of no use to who reads it there. */
    public String nameOf(String value) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(naming.getEncoded(), "HmacSHA256"));
            var name = Arrays.copyOf(mac.doFinal(value.getBytes(StandardCharsets.UTF_8)), 16);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(name);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public String toString() {
        return "ServerKey[id=" + HexFormat.of().formatHex(id) + "]";
    }
}
