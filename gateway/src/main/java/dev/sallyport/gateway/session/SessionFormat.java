package dev.sallyport.gateway.session;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.sallyport.gateway.token.AccessToken;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * A session as bytes: its fields in a fixed order, compressed. A later release reads what an earlier one wrote: fields
 * are only ever added at the end, and readers leave what comes behind those they know.
 */
final class SessionFormat {

    /** Text that is in nearly every session. It is part of the format: another text would be another version. */
    private static final byte[] DICTIONARY = """
            Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile Safari/604.1\
            Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X)Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 \
            Firefox/140.0Mozilla/5.0 (Linux; Android 10; K)Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) \
            Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0\
            {"alg":"RS256","typ" : "JWT","kid" : "{"alg":"RS256","typ" : "at+jwt","kid" : "{"alg":"HS512","typ" : "JWT",\
            "https://sallyport.dev/claims/tenant":"https://sallyport.dev/claims/","email_verified":true,"email":"\
            "family_name":"","given_name":"","preferred_username":"","name":"","auth_time":,"nonce":"","at_hash":"",\
            "acr":"1","realm_access":{"roles":["default-roles-","offline_access","uma_authorization"]},"allowed-origins":["\
            "client_id":"","session_state":"","jti":"","sub":"","typ":"Refresh","typ":"Bearer","typ":"ID","azp":"gateway",\
            "sid":"","scope":"openid profile email","aud":["","iss":"https://","exp":17,"iat":17,"nbf":17}""".getBytes(StandardCharsets.UTF_8);

    private SessionFormat() {}

    static byte[] write(Session session) {
        return deflated(out -> {
            person(out, session.person());
            tokens(out, session.tokens());
        });
    }

    static Session read(ListedSession listed, byte[] bytes) {
        return inflated(
                bytes,
                in -> new Session(
                        listed.id(), person(in), listed.browser(), tokens(in), listed.begun(), listed.lastUsed()));
    }

    /** What a person may see of a session without its secret. */
    static byte[] writeListed(Session session) {
        return deflated(out -> {
            out.writeUTF(session.browser().device());
            out.writeUTF(session.browser().address());
            out.writeLong(session.begun().toEpochMilli());
        });
    }

    static ListedSession readListed(String id, byte[] bytes, Instant lastUsed) {
        return inflated(
                bytes,
                in -> new ListedSession(
                        id, new Browser(in.readUTF(), in.readUTF()), Instant.ofEpochMilli(in.readLong()), lastUsed));
    }

    private interface Fields {
        void to(DataOutputStream out) throws IOException;
    }

    private interface Read<T> {
        T from(DataInputStream in) throws IOException, ParseException;
    }

    private static byte[] deflated(Fields fields) {
        var bytes = new ByteArrayOutputStream();
        var deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setDictionary(DICTIONARY);
        try (var out = new DataOutputStream(new DeflaterOutputStream(bytes, deflater))) {
            fields.to(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    private static <T> T inflated(byte[] bytes, Read<T> read) {
        var inflater = new Inflater(true);
        inflater.setDictionary(DICTIONARY);
        try (var in = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(bytes), inflater))) {
            return read.from(in);
        } catch (IOException | ParseException malformed) {
            throw new IllegalStateException("A session in the store is not as this release writes them", malformed);
        } finally {
            inflater.end();
        }
    }

    private static void person(DataOutputStream out, Session.Person person) throws IOException {
        out.writeUTF(person.subject());
        out.writeUTF(person.username());
        out.writeUTF(person.name());
        var sid = person.issuerSession();
        out.writeBoolean(sid != null);
        if (sid != null) {
            out.writeUTF(sid);
        }
    }

    private static Session.Person person(DataInputStream in) throws IOException {
        return new Session.Person(in.readUTF(), in.readUTF(), in.readUTF(), in.readBoolean() ? in.readUTF() : null);
    }

    private static void tokens(DataOutputStream out, Session.Tokens tokens) throws IOException {
        access(out, tokens.access());
        TokenText.write(out, tokens.id());
        var refresh = tokens.refresh();
        out.writeBoolean(refresh != null);
        if (refresh != null) {
            TokenText.write(out, refresh);
        }
    }

    private static Session.Tokens tokens(DataInputStream in) throws IOException, ParseException {
        var access = access(in);
        var id = TokenText.read(in);
        return new Session.Tokens(access, in.readBoolean() ? TokenText.read(in) : null, id);
    }

    private static void access(DataOutputStream out, AccessToken token) throws IOException {
        TokenText.write(out, token.value());
        var claims = JSONObjectUtils.toJSONString(token.claims()).getBytes(StandardCharsets.UTF_8);
        out.writeInt(claims.length);
        out.write(claims);
        out.writeUTF(token.keyThumbprint());
        strings(out, token.audience());
        strings(out, token.scopes());
        out.writeLong(token.issuedAt().toEpochMilli());
        out.writeLong(token.expiresAt().toEpochMilli());
    }

    private static AccessToken access(DataInputStream in) throws IOException, ParseException {
        var value = TokenText.read(in);
        var claims = new byte[in.readInt()];
        in.readFully(claims);
        return new AccessToken(
                value,
                in.readUTF(),
                strings(in),
                strings(in),
                Instant.ofEpochMilli(in.readLong()),
                Instant.ofEpochMilli(in.readLong()),
                JSONObjectUtils.parse(new String(claims, StandardCharsets.UTF_8)));
    }

    private static void strings(DataOutputStream out, Set<String> values) throws IOException {
        out.writeUTF(String.join("\n", values));
    }

    private static Set<String> strings(DataInputStream in) throws IOException {
        var joined = in.readUTF();
        return joined.isEmpty() ? Set.of() : new LinkedHashSet<>(List.of(joined.split("\n", -1)));
    }
}
