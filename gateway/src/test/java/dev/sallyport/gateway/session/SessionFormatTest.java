package dev.sallyport.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sallyport.gateway.token.AccessToken;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionFormatTest {

    private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");
    private static final String FIRST_RELEASE =
            "63604dccc94c4e8551428e204ae1708bc29ba92b5e2f5bf3a66b09230333d005cc0c0c0cfca849af162204f121583b58"
                    + "88b338333d2fb1a4b42815c8b1429507da9b5a5c024a28d54a3999c52520f7262ae91882021aea463373232333230383"
                    + "5a06ae928cd2dca4822260d1c4c0955f94022c58b812159218d820fe6760609c5d766b050398be6ffd801c173202790c"
                    + "ec4590480100";
    private static final String FIRST_RELEASE_LISTED = "63902790d019b88d80f9c72a25c9c2caca9081817176d9ad150c00";
    private static final Browser BROWSER = new Browser("Mozilla/5.0 (X11; Linux x86_64)", "2001:db8::1");
    private static final ListedSession LISTED = new ListedSession("id", BROWSER, THEN, THEN);
    private static final String JWT = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJl";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "opaque",
                JWT,
                "a.b.c",
                "eyJhbGciOiJSUzI1NiJ9..",
                "..",
                "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJ=",
                "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJlA",
                "a.b.c.d.e",
                "토큰"
            })
    void givesEveryTokenBackAsItWas(String token) {
        var session = session(token, token, token);

        assertThat(roundTrip(session)).isEqualTo(session);
    }

    @Test
    void givesASessionBackThatHasNothingOptional() {
        var person = new Session.Person("alice", "alice", "", null);
        var session = new Session("id", person, BROWSER, new Session.Tokens(access(JWT), null, JWT), THEN, THEN);

        assertThat(roundTrip(session)).isEqualTo(session);
    }

    /** Written by the first release. Whatever comes later has to read it. */
    @Test
    void readsWhatTheFirstReleaseWrote() {
        var written = HexFormat.of().parseHex(FIRST_RELEASE);

        assertThat(SessionFormat.read(LISTED, written)).isEqualTo(session(JWT, "refresh", JWT));
    }

    @Test
    void readsWhatTheFirstReleaseWroteForItsPerson() {
        var written = HexFormat.of().parseHex(FIRST_RELEASE_LISTED);

        assertThat(SessionFormat.readListed("id", written, THEN)).isEqualTo(LISTED);
    }

    @Test
    void refusesWhatIsCutOff() {
        var written = SessionFormat.write(session(JWT, "refresh", JWT));

        for (int length = 0; length < written.length - 8; length++) {
            var cut = Arrays.copyOf(written, length);
            assertThatIllegalStateException().isThrownBy(() -> SessionFormat.read(LISTED, cut));
        }
    }

    private static Session roundTrip(Session session) {
        var listed = SessionFormat.readListed(session.id(), SessionFormat.writeListed(session), session.lastUsed());
        return SessionFormat.read(listed, SessionFormat.write(session));
    }

    private static Session session(String access, @Nullable String refresh, String id) {
        var person = new Session.Person("alice", "alice", "Alice Ä 앨리스", "sid");
        return new Session("id", person, BROWSER, new Session.Tokens(access(access), refresh, id), THEN, THEN);
    }

    private static AccessToken access(String value) {
        Map<String, Object> claims =
                Map.of("sub", "alice", "exp", 1767226200L, "nested", Map.of("list", List.of("a", 1L)));
        return new AccessToken(
                value, "thumbprint", Set.of("orders", "a b"), Set.of("openid"), THEN, THEN.plusSeconds(300), claims);
    }
}
