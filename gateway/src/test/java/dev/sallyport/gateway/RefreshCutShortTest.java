package dev.sallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.gateway.ScriptedIssuer.Said;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What becomes of a refresh token that was issued for a session which does not go on. */
@TestInstance(Lifecycle.PER_CLASS)
class RefreshCutShortTest {

    private static final String REVOKED = "/revoke token=fresh&";

    private final ScriptedGateway gateway = new ScriptedGateway();
    private final ScriptedIssuer issuer = gateway.issuer;

    @BeforeEach
    void forget() {
        issuer.asked().clear();
    }

    @AfterAll
    void close() {
        gateway.close();
    }

    @Test
    void isRevokedIfTheTokenBesideItIsNoGood() {
        var session = due("beside");
        issuer.says("/token", issuer.tokens("", "fresh", Map.of("sub", ScriptedIssuer.text("eve")), Map.of()));

        assertThat(gateway.get("/own/eve", "Cookie", session).statusCode()).isEqualTo(502);

        assertThat(issuer.asked()).anyMatch(question -> question.startsWith(REVOKED));
        assertThat(gateway.get("/bff/session", "Cookie", session).statusCode()).isEqualTo(401);
    }

    @Test
    void isRevokedIfThePersonHasLoggedOutMeanwhile() {
        var session = due("logged-out");
        var hold = issuer.holdRefreshes();
        issuer.says("/token", fresh());
        var waiting = gateway.getLater("/own/logged-out", "Cookie", session);
        awaitRefresh();

        gateway.post("/bff/logout", "Cookie", session, "X-CSRF", "1");
        hold.countDown();

        assertThat(waiting.join().statusCode()).isEqualTo(401);
        assertThat(issuer.asked()).anyMatch(question -> question.startsWith(REVOKED));
    }

    /** It is of the same session of the issuer's, and Keycloak ends that with any of its refresh tokens. */
    @Test
    void isLeftAloneIfThePersonHasSignedInAnewMeanwhile() {
        var session = due("anew");
        var hold = issuer.holdRefreshes();
        var waiting = gateway.getLater("/own/anew", "Cookie", session);
        awaitRefresh();

        var anew = ScriptedGateway.session(gateway.logIn(Map.of(), sid("anew"), session));
        issuer.says("/token", fresh());
        hold.countDown();

        assertThat(waiting.join().statusCode()).isEqualTo(401);
        assertThat(issuer.asked()).noneMatch(question -> question.startsWith("/revoke"));
        assertThat(gateway.get("/own/goes-on", "Cookie", anew).statusCode()).isEqualTo(200);
    }

    private Said fresh() {
        return issuer.tokens("", "fresh", Map.of(), Map.of());
    }

    private void awaitRefresh() {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(20))
                .until(() ->
                        issuer.asked().stream().anyMatch(question -> question.contains("grant_type=refresh_token")));
    }

    /** The cookie of a session whose access token has just expired. */
    private String due(String issuerSession) {
        var expired = String.valueOf(Instant.now().getEpochSecond() - 1);
        return ScriptedGateway.session(gateway.logIn(Map.of("exp", expired), sid(issuerSession)));
    }

    private static Map<String, String> sid(String issuerSession) {
        return Map.of("sid", ScriptedIssuer.text(issuerSession));
    }
}
