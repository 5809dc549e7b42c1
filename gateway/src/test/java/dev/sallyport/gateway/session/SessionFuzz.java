package dev.sallyport.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import dev.sallyport.gateway.seal.ServerKeys;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A fuzzer looks for a cookie, a stored session or a token that is taken for what it is not, or that fails. */
public final class SessionFuzz {

    private SessionFuzz() {}

    private static final ServerKeys KEYS = ServerKeys.of("b25lIGtleSBvbmUga2V5IG9uZSBrZXkgb25lIGtleSA=");
    private static final SessionKey KEY = SessionKey.create();

    public static void opensNothingThatIsNotOurs(FuzzedDataProvider data) throws IOException {
        var cookie = data.consumeString(100);
        var token = data.consumeString(200);
        var stored = data.consumeRemainingAsBytes();

        var key = SessionKey.parse(cookie);
        var sealed = SealedSession.of(stored);

        assertThat(key == null || key.cookieValue().equals(cookie)).isTrue();
        assertThat(sealed == null ? null : sealed.open(KEYS, KEY)).isNull();
        assertThat(OwnCookies.isIn(cookie + "=" + token)).isIn(true, false);
        assertThat(writtenAndRead(wellFormed(token))).isEqualTo(wellFormed(token));
    }

    private static String writtenAndRead(String token) throws IOException {
        var bytes = new ByteArrayOutputStream();
        TokenText.write(new DataOutputStream(bytes), token);
        return TokenText.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }

    /** As it comes out of UTF-8: half a surrogate pair is no text. */
    private static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
