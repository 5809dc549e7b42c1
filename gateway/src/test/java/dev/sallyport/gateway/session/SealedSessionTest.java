package dev.sallyport.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.gateway.seal.ServerKeys;
import dev.sallyport.gateway.token.AccessToken;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the first release wrote: whatever comes later has to open it, or everybody is logged out by an update. */
class SealedSessionTest {

    private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");
    private static final ServerKeys KEYS = ServerKeys.of("b25lIGtleSBvbmUga2V5IG9uZSBrZXkgb25lIGtleSA=");
    private static final SessionKey KEY = Objects.requireNonNull(
            SessionKey.parse("QBjmSuat8xdyrwEXxF41XgXpgrmvrX6zbEcPHCGbnPdEUJ29_uner3zlVYSDeZ7C0"));
    private static final String FIRST_RELEASE =
            "01033f6d14935a22270000019b76daa800506ec241003716e14a57f51377d604fffabf1fba85533461cb34af5c0497c5"
                    + "af46c28959a22da4443361678eaf9764eba83f349e29128daaa5a9b50bb7e62223e5365be242f4858e08ae7f8881b0ad"
                    + "4ae50b2f7e7fcd1c16478f3907a6804dca3c2a10c106c34098d7ebaaa756dba7aecf77e294caebf9d3909af54c98e922"
                    + "b3730e547ce5ac2416a4f821ff239f17f62f913f9be276f861e473038762454c8361c4bd6a877315c513c0092f13c80d"
                    + "32aed2c1207e68";

    @Test
    void ofTheFirstReleaseIsOpened() {
        var sealed = Objects.requireNonNull(SealedSession.of(HexFormat.of().parseHex(FIRST_RELEASE)));

        assertThat(sealed.open(KEYS, KEY)).isEqualTo(session(KEY));
    }

    @Test
    void ofTheFirstReleaseIsListed() {
        var sealed = Objects.requireNonNull(SealedSession.of(HexFormat.of().parseHex(FIRST_RELEASE)));

        assertThat(sealed.listed(KEYS, KEY.id())).isEqualTo(ListedSession.of(session(KEY)));
    }

    private static Session session(SessionKey key) {
        var token = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJl";
        var access = new AccessToken(
                token,
                "thumbprint",
                Set.of("orders"),
                Set.of("openid"),
                THEN,
                THEN.plusSeconds(300),
                Map.of("sub", "alice"));
        var person = new Session.Person("alice", "alice", "Alice", "sid");
        var browser = new Browser("Mozilla/5.0", "2001:db8::1");
        return new Session(key.id(), person, browser, new Session.Tokens(access, "refresh", token), THEN, THEN);
    }
}
