package dev.sallyport.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.system.Until;
import dev.sallyport.testkit.Answer;
import dev.sallyport.testkit.Application;
import dev.sallyport.testkit.ApplicationSetup;
import dev.sallyport.testkit.Browser;
import dev.sallyport.testkit.Stack;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A gateway that is started before Keycloak, finds it, loses it, and finds it again. Each test holds in the phase it is
 * named after; the phases follow each other.
 */
@GatewayTest
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class IssuerOutageTest {

    private static final int BEFORE = 1;
    private static final int KEYCLOAK_COMES = 2;
    private static final int WITH = 3;
    private static final int KEYCLOAK_GOES = 4;
    private static final int WITHOUT = 5;
    private static final int KEYCLOAK_IS_BACK = 6;
    private static final int WITH_IT_AGAIN = 7;

    private static final String REVOCATION = "/protocol/openid-connect/revoke";

    private final Wire wire;
    private final RecordingService service = RecordingService.start();
    private final Application gateway;
    private final OwnRealm realm;
    private final Browser alice;
    private final Browser bob;
    private final Browser carol;
    private final Browser late;
    private String seenToken = "";
    private String unseenToken = "";
    private Jwt tokenOfBob = new Jwt(Map.of(), Map.of());
    private URI lateCallback = URI.create("/");

    IssuerOutageTest(Stack stack) {
        wire = Wire.to(stack.keycloak().url());
        var setup = ApplicationSetup.gateway();
        realm = OwnRealm.create("third", stack.keycloak(), SecondGateway.urlOf(setup.url()));
        gateway = SecondGateway.before(service, realm.issuer(), setup)
                .environment("SALLYPORT_ISSUER_BACKCHANNEL_URI", wire.url() + "/realms/third")
                .start();
        alice = browser();
        bob = browser();
        carol = browser();
        late = browser();
    }

    @AfterAll
    void close() {
        gateway.close();
        service.close();
        wire.close();
    }

    @Test
    @Order(BEFORE)
    void beforeItStartsPublicRoutesWork() {
        assertThat(alice.get("/public/before")).hasStatus(200);
    }

    @Test
    @Order(BEFORE)
    void beforeItStartsALoginSaysWhenToTryAgain() {
        assertThat(alice.follow("/bff/login"))
                .hasStatus(503)
                .hasHeader("retry-after", "10")
                .contains("Nobody can sign in at the moment");
    }

    @Test
    @Order(BEFORE)
    void beforeItStartsAScriptIsToldSoToo() {
        assertThat(alice.get("/bff/login")).isProblem(503).hasHeader("retry-after", "10");
    }

    @Test
    @Order(BEFORE)
    void beforeItStartsATokenIsNeitherGoodNorBad() {
        assertThat(bearer("/orders/before", realm.robotToken())).isProblem(503).hasHeader("retry-after", "10");
        assertThat(service.requestsTo("/orders/before")).isEmpty();
    }

    @Test
    @Order(BEFORE)
    void beforeItStartsNobodyIsLoggedInAndThatIsNoError() {
        assertThat(alice.get("/bff/session")).isProblem(401);
    }

    @Test
    @Order(KEYCLOAK_COMES)
    void whenItStartsTheGatewayFindsItByItself() {
        wire.mend();

        Until.holds("a login can begin", () -> alice.get("/bff/login").status() == 302);
        var token = realm.robotToken();
        Until.holds("tokens are taken", () -> bearer("/orders/back", token).status() == 200);
    }

    @Test
    @Order(WITH)
    void withItPeopleLogIn() {
        alice.logIn("alice");
        carol.logIn("carol");

        assertThat(alice.get("/orders/with")).hasStatus(200);
        assertThat(carol.get("/own/with")).hasStatus(200);
    }

    @Test
    @Order(WITH)
    void withItSessionsMayBeBrief() {
        try (var _ = realm.changeClient("gateway", "access.token.lifespan", "2")) {
            bob.logIn("bob");
            assertThat(bob.get("/own/brief")).hasStatus(200);
        }
        tokenOfBob = service.onlyRequestTo("/own/brief").token();
    }

    @Test
    @Order(WITH)
    void withItTokensAreTaken() {
        seenToken = realm.robotToken();
        unseenToken = realm.robotToken();

        Until.holds("a token is taken", () -> bearer("/orders/seen", seenToken).status() == 200);
    }

    @Test
    @Order(KEYCLOAK_GOES)
    void whenItStopsNobodyIsToldAtOnce() {
        lateCallback = Login.callback(late, "dave");

        wire.cut();

        assertThat(alice.get("/public/gone")).hasStatus(200);
    }

    @Test
    @Order(WITHOUT)
    void withoutItLiveSessionsGoOn() {
        assertThat(alice.get("/own/without")).hasStatus(200);
        assertThat(alice.get("/bff/session")).hasStatus(200);
    }

    @Test
    @Order(WITHOUT)
    void withoutItTokensThatWereExchangedGoOn() {
        assertThat(alice.get("/orders/without")).hasStatus(200);
        assertThat(service.onlyRequestTo("/orders/without").token().audience()).containsExactly("orders");
    }

    @Test
    @Order(WITHOUT)
    void withoutItATokenForAnotherServiceMustWait() {
        assertThat(alice.get("/invoices/without")).isProblem(503).hasHeader("retry-after", "10");
        assertThat(service.requestsTo("/invoices/without")).isEmpty();
    }

    @Test
    @Order(WITHOUT)
    void withoutItABearerTokenSeenBeforeGoesOn() {
        assertThat(bearer("/orders/without-seen", seenToken)).hasStatus(200);
    }

    @Test
    @Order(WITHOUT)
    void withoutItABearerTokenNeverSeenGoesOnIfItsKeyIsKnown() {
        assertThat(bearer("/orders/without-unseen", unseenToken)).hasStatus(200);
    }

    @Test
    @Order(WITHOUT)
    void withoutItABadBearerTokenIsStillBad() {
        var forged = realm.template().withHeader("alg", "none").unsigned();

        assertThat(bearer("/orders/without-forged", forged)).isProblem(401);
    }

    @Test
    @Order(WITHOUT)
    void withoutItASessionWhoseTokenHasExpiredMustWait() {
        Until.past(tokenOfBob.expiry());

        assertThat(bob.get("/own/without-brief")).isProblem(503).hasHeader("retry-after", "10");
        assertThat(service.requestsTo("/own/without-brief")).isEmpty();
    }

    @Test
    @Order(WITHOUT)
    void withoutItNobodysSessionIsEndedForThat() {
        assertThat(bob.get("/bff/session")).hasStatus(200);
    }

    @Test
    @Order(WITHOUT)
    void withoutItALoginThatHadBegunEndsInAPage() {
        assertThat(late.open(lateCallback.toString())).hasStatus(503).hasHeader("retry-after", "10");
        assertThat(late.get("/bff/session")).isProblem(401);
    }

    @Test
    @Order(WITHOUT)
    void withoutItPeopleCanLogOutHere() {
        assertThat(carol.post("/bff/logout", null)).hasStatus(200);
        assertThat(carol.get("/bff/session")).isProblem(401);
    }

    @Test
    @Order(KEYCLOAK_IS_BACK)
    void whenItIsBackTheWaitingSessionGoesOnByItself() {
        wire.mend();

        Until.holds("bob's session goes on", () -> bob.get("/own/back").status() == 200);
    }

    @Test
    @Order(WITH_IT_AGAIN)
    void whenItIsBackItHearsOfTheLogoutsThatItMissed() {
        Until.holds("carol's session has ended there too", () -> realm.sessionsOf("carol") == 0);
        Until.holds("her refresh token is revoked", () -> wire.requestsTo(REVOCATION) > 0);
        assertThat(wire.lastFormTo(REVOCATION)).containsEntry("token_type_hint", "refresh_token");
    }

    private Browser browser() {
        return Browser.on(SecondGateway.urlOf(gateway.url()));
    }

    private Answer bearer(String path, String token) {
        return RawRequest.get(path).bearer(token).sendTo(gateway.url());
    }
}
