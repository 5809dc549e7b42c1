package dev.sallyport.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.system.Until;
import dev.sallyport.testkit.Answer;
import dev.sallyport.testkit.Application;
import dev.sallyport.testkit.ApplicationSetup;
import dev.sallyport.testkit.Browser;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** An access token that only its issuer can read, here Spring Authorization Server. */
@TestInstance(Lifecycle.PER_CLASS)
class OpaqueTokenTest {

    private final RecordingService service = RecordingService.start();
    private final SpringIssuer issuer;
    private final Wire wire;
    private final Application gateway;

    OpaqueTokenTest() {
        var setup = ApplicationSetup.gateway();
        issuer = SpringIssuer.start(SecondGateway.urlOf(setup.url()));
        wire = Wire.to(issuer.url());
        wire.mend();
        gateway = SecondGateway.before(service, issuer.url(), setup)
                .environment("SALLYPORT_ISSUER_BACKCHANNELURI", wire.url())
                .environment("SALLYPORT_ACCESSTOKEN_INTROSPECTEVERY", "3s")
                .start();
    }

    @AfterAll
    void close() {
        gateway.close();
        wire.close();
        issuer.close();
        service.close();
    }

    @Test
    void ofASessionIsRelayed() {
        var path = "/own/" + UUID.randomUUID();

        assertThat(SpringIssuer.logIn(browser(), path)).hasStatus(200).isAt(path);
        assertThat(service.onlyRequestTo(path).bearer())
                .hasValueSatisfying(token -> assertThat(token).doesNotContain("."));
    }

    @Test
    void ofASessionIsRelayedToTheServiceThatItIsFor() {
        var path = "/orders/" + UUID.randomUUID();

        assertThat(SpringIssuer.logIn(browser(), path)).hasStatus(200).isAt(path);
        assertThat(service.requestsTo(path)).hasSize(1);
    }

    @Test
    void ofACallerIsRelayed() {
        var token = issuer.tokenOf("robot");

        assertThat(bearer("/orders/caller", token)).hasStatus(200);
        assertThat(service.onlyRequestTo("/orders/caller").bearer()).contains(token);
    }

    @Test
    void isAskedAboutOnceForAllWhoComeWithIt() {
        var token = issuer.tokenOf("robot");
        var before = questions();

        var answers = AtOnce.times(20, () -> bearer("/orders/once", token));

        assertThat(answers).allSatisfy(answer -> assertThat(answer).hasStatus(200));
        assertThat(questions() - before).isEqualTo(1);
    }

    @Test
    void thatWasRevokedGoesOnForAWhileAtMost() {
        var token = issuer.tokenOf("robot");
        assertThat(bearer("/orders/revoked", token)).hasStatus(200);

        issuer.revoke("robot", token);

        Until.holds(
                "the token is refused", () -> bearer("/orders/revoked", token).status() == 401);
    }

    @Test
    void thatNobodyGaveIsRefusedAndAskedAboutOnce() {
        var before = questions();

        var answers = AtOnce.times(20, () -> bearer("/orders/made-up", "made-up"));

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer).isProblem(401).hasField("/error", "invalid_token"));
        assertThat(questions() - before).isEqualTo(1);
        assertThat(service.requestsTo("/orders/made-up")).isEmpty();
    }

    @Test
    void forAnotherServiceIsRefused() {
        assertThat(bearer("/orders/elsewhere", issuer.tokenOf("stranger"))).isProblem(401);
        assertThat(service.requestsTo("/orders/elsewhere")).isEmpty();
    }

    @Test
    void mustWaitWhileTheIssuerIsDown() {
        var token = issuer.tokenOf("robot");
        wire.cut();
        try {
            assertThat(bearer("/orders/down", token)).isProblem(503).hasHeader("retry-after", "10");
            assertThat(service.requestsTo("/orders/down")).isEmpty();
        } finally {
            wire.mend();
        }
    }

    @Test
    void isNotInTheLog() {
        var token = issuer.tokenOf("robot");
        bearer("/orders/logged", token);
        bearer("/orders/logged", "made-up-" + token);

        assertThat(gateway.output()).doesNotContain(token);
    }

    private int questions() {
        return wire.requestsTo("/oauth2/introspect");
    }

    private Browser browser() {
        return Browser.on(SecondGateway.urlOf(gateway.url()));
    }

    private Answer bearer(String path, String token) {
        return RawRequest.get(path).bearer(token).sendTo(gateway.url());
    }
}
