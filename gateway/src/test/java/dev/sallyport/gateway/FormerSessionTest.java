package dev.sallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** A login by which a browser loses the session that it has, or seems to have none. */
@TestInstance(Lifecycle.PER_CLASS)
class FormerSessionTest {

    private final ScriptedGateway gateway = new ScriptedGateway();

    @AfterAll
    void close() {
        gateway.close();
    }

    /** So that it begins with the cookie, which does not come along from there, and ends the session that was before. */
    @Test
    void aLoginFromAnotherSiteGoesThroughAPageOfOurOwn() {
        var answer = gateway.get("/bff/login?return_to=/orders%3Fa%3D%2522b", "Sec-Fetch-Site", "cross-site");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().map()).doesNotContainKeys("location", "set-cookie");
        assertThat(answer.body()).contains("href=\"/bff/login?return_to=%2Forders%3Fa%3D%2522b\"");
    }

    @Test
    void aLoginFromOurOwnPageBeginsAtOnceAndEndsTheSessionThatWasBefore() {
        var former = ScriptedGateway.session(gateway.logIn(Map.of(), Map.of()));

        gateway.logIn(Map.of(), Map.of(), former);

        assertThat(gateway.get("/bff/session", "Cookie", former).statusCode()).isEqualTo(401);
    }
}
