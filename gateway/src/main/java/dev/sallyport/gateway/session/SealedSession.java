package dev.sallyport.gateway.session;

import dev.sallyport.gateway.seal.Seal;
import dev.sallyport.gateway.seal.ServerKey;
import dev.sallyport.gateway.seal.ServerKeys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A session as a shared store keeps it. Only who has both the cookie's secret and one of the gateway's own keys can read
 * it or make one: a copy of the store alone is of no use, and neither is the gateway's configuration. Only with what a
 * person recognises a session by is the server key enough.
 *
 * <pre>
 * byte    0       version of the format
 * bytes   1 -  8  mark: tells one set of tokens from another
 * bytes   9 - 16  last used, in milliseconds since 1970; in the open, so that a use need not write the rest
 * bytes  17 - 20  which server key
 * bytes  21 - 22  n, how long the next is
 * n bytes         what its person may see of it from another session, sealed with the server key alone
 * the rest        the session, sealed
 * </pre>
 *
 * Both sealed parts are bound to the session's id, the second also to version, mark and server key.
 */
final class SealedSession {

    static final int MARK_BEGIN = 1;
    static final int USED_BEGIN = MARK_BEGIN + Long.BYTES;
    static final int KEY_BEGIN = USED_BEGIN + Long.BYTES;
    static final int LISTED_BEGIN = KEY_BEGIN + ServerKey.ID_BYTES + Short.BYTES;

    private static final byte VERSION = 1;

    private final byte[] bytes;
    private final int bodyBegin;

    private SealedSession(byte[] bytes, int bodyBegin) {
        this.bytes = bytes.clone();
        this.bodyBegin = bodyBegin;
    }

    /** What a store holds; null if it is nothing that this release wrote, or could. */
    static @Nullable SealedSession of(byte[] bytes) {
        if (bytes.length < LISTED_BEGIN || bytes[0] != VERSION) {
            return null;
        }
        var bodyBegin =
                LISTED_BEGIN + Short.toUnsignedInt(ByteBuffer.wrap(bytes).getShort(LISTED_BEGIN - Short.BYTES));
        return bodyBegin <= bytes.length ? new SealedSession(bytes, bodyBegin) : null;
    }

    static SealedSession seal(ServerKeys keys, SessionKey key, Session session) {
        var serverKey = keys.newest();
        var id = key.id();
        var listed = Seal.seal(serverKey.derive("listed"), ascii(id), SessionFormat.writeListed(session));
        var head = ByteBuffer.allocate(LISTED_BEGIN)
                .put(VERSION)
                .put(mark(session))
                .putLong(session.lastUsed().toEpochMilli())
                .put(serverKey.id())
                .putShort((short) listed.length)
                .array();
        var body = Seal.seal(serverKey.derive(use(id), secret(key)), bound(head, id), SessionFormat.write(session));
        var all = ByteBuffer.allocate(head.length + listed.length + body.length);
        return new SealedSession(all.put(head).put(listed).put(body).array(), head.length + listed.length);
    }

    /** The session; null if the key's secret is not the right one, or the server key is gone. */
    @Nullable Session open(ServerKeys keys, SessionKey key) {
        var serverKey = serverKey(keys);
        var listed = listed(keys, key.id());
        if (serverKey == null || listed == null) {
            return null;
        }
        var body = Arrays.copyOfRange(bytes, bodyBegin, bytes.length);
        var plain = Seal.open(serverKey.derive(use(key.id()), secret(key)), bound(bytes, key.id()), body);
        return plain == null ? null : SessionFormat.read(listed, plain);
    }

    /** What its person may see of the session with this id; null if this is another, or the server key is gone. */
    @Nullable ListedSession listed(ServerKeys keys, String id) {
        var serverKey = serverKey(keys);
        if (serverKey == null) {
            return null;
        }
        var listed = Arrays.copyOfRange(bytes, LISTED_BEGIN, bodyBegin);
        var plain = Seal.open(serverKey.derive("listed"), ascii(id), listed);
        return plain == null ? null : SessionFormat.readListed(id, plain, lastUsed());
    }

    private @Nullable ServerKey serverKey(ServerKeys keys) {
        return keys.withId(Arrays.copyOfRange(bytes, KEY_BEGIN, KEY_BEGIN + ServerKey.ID_BYTES));
    }

    byte[] bytes() {
        return bytes.clone();
    }

    Instant lastUsed() {
        return Instant.ofEpochMilli(ByteBuffer.wrap(bytes).getLong(USED_BEGIN));
    }

    /** Whether it is the same, but for when it was last used. */
    boolean isButForItsUse(SealedSession other) {
        return Arrays.equals(bytes, 0, USED_BEGIN, other.bytes, 0, USED_BEGIN)
                && Arrays.equals(bytes, KEY_BEGIN, bytes.length, other.bytes, KEY_BEGIN, other.bytes.length);
    }

    /** What stands in front of the time, and what stands behind it. */
    byte[] beforeUsed() {
        return Arrays.copyOf(bytes, USED_BEGIN);
    }

    byte[] afterUsed() {
        return Arrays.copyOfRange(bytes, KEY_BEGIN, bytes.length);
    }

    /** Tells which tokens a session has, and nothing about them. */
    static byte[] mark(Session session) {
        try {
            var token = session.tokens().access().value().getBytes(StandardCharsets.UTF_8);
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(token), Long.BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] bound(byte[] head, String id) {
        return ByteBuffer.allocate(USED_BEGIN + ServerKey.ID_BYTES + id.length())
                .put(head, 0, USED_BEGIN)
                .put(head, KEY_BEGIN, ServerKey.ID_BYTES)
                .put(ascii(id))
                .array();
    }

    private static String use(String id) {
        return "session " + id;
    }

    private static byte[] ascii(String id) {
        return id.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] secret(SessionKey key) {
        return Base64.getUrlDecoder().decode(key.secret());
    }

    @Override
    public String toString() {
        return "SealedSession[" + bytes.length + " bytes]";
    }
}
