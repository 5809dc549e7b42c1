package dev.sallyport.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.system.Until;
import dev.sallyport.testkit.Answer;
import dev.sallyport.testkit.Application;
import dev.sallyport.testkit.ApplicationSetup;
import dev.sallyport.testkit.Browser;
import dev.sallyport.testkit.Keycloak;
import dev.sallyport.testkit.KeycloakSetup;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Keycloak that is stopped and started under load, then rotates its key, then takes the old one back, then signs
 * everybody out. The tests follow each other.
 */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeycloakRestartTest {

    private static final int STOPPED = 1;
    private static final int STARTED = 2;
    private static final int ROTATED = 3;
    private static final int WITHDRAWN = 4;
    private static final int REPLACED = 5;
    private static final int EVERYBODY = 6;

    private final KeycloakSetup setup;
    private final RecordingService service = RecordingService.start();
    private final Application gateway;
    private final OwnRealm realm;
    private final Browser alice;
    private final Browser bob;
    private final String robot;
    private final String firstKey;
    private Keycloak keycloak;

    KeycloakRestartTest(@TempDir Path kept) {
        setup = new KeycloakSetup().sallyportExtension().keptIn(kept.resolve("keycloak"));
        keycloak = setup.start();
        var gatewaySetup = ApplicationSetup.gateway();
        realm = OwnRealm.create("restarted", keycloak, SecondGateway.urlOf(gatewaySetup.url()));
        gateway = SecondGateway.before(service, realm.issuer(), gatewaySetup)
                .environment("SALLYPORT_ISSUER_READAGAIN", "1s")
                .start();
        alice = browser().logIn("alice");
        bob = browser().logIn("bob");
        robot = realm.robotToken();
        firstKey = realm.activeKey();
    }

    @AfterAll
    void close() {
        gateway.close();
        service.close();
        keycloak.close();
    }

    @Test
    @Order(STOPPED)
    void isNotNoticedByThoseWhoseTokensAreGood() {
        try (var load = Load.of(this::own, this::exchanged, this::bearer, this::open)) {
            load.hasGoneOn();

            keycloak.close();
            Until.holds("the gateway misses it", () -> gateway.output().contains("issuer keys not read"));
            load.hasGoneOn();

            assertThat(load.statuses()).containsExactly(200);
        }
    }

    @Test
    @Order(STARTED)
    void isNotNoticedWhenItStartsEither() {
        try (var load = Load.of(this::own, this::exchanged, this::bearer, this::open)) {
            keycloak = setup.start();
            Until.holds("a login can begin", () -> browser().get("/bff/login").status() == 302);
            load.hasGoneOn();

            assertThat(load.statuses()).containsExactly(200);
        }
        assertThat(browser().logIn("carol").get("/invoices/started")).hasStatus(200);
    }

    @Test
    @Order(ROTATED)
    void signsWithANewKeyWhileTokensOfTheOldOneAreStillGood() {
        try (var load = Load.of(this::own, this::exchanged, this::bearer)) {
            realm.rotateKey(200);
            var signedAnew = realm.robotToken();
            load.hasGoneOn();

            assertThat(Jwt.parse(signedAnew).header().get("kid")).isNotEqualTo(firstKey);
            assertThat(bearer(signedAnew)).hasStatus(200);
            assertThat(load.statuses()).containsExactly(200);
        }
    }

    @Test
    @Order(WITHDRAWN)
    void thatTakesAKeyBackTakesTheTokensOfIt() {
        realm.withdrawKey(firstKey);

        Until.holds("the token is refused", () -> bearer().status() == 401);
        assertThat(bearer()).isProblem(401).hasField("/error", "invalid_token");
    }

    @Test
    @Order(REPLACED)
    void thatTakesAKeyBackLeavesSessionsWhichGetANewToken() {
        assertThat(keyOf(bob, "/own/withdrawn")).isNotEqualTo(firstKey);
        assertThat(keyOf(bob, "/orders/withdrawn")).isNotEqualTo(firstKey);
    }

    /** Of this Keycloak sends no word. */
    @Test
    @Order(EVERYBODY)
    void thatSignsEverybodyOutIsHeardOfByTheNextExchange() {
        var dave = browser().logIn("dave");

        realm.endAllSessions();

        assertThat(dave.get("/orders/everybody")).isProblem(401);
        assertThat(dave.get("/bff/session")).isProblem(401);
        assertThat(service.requestsTo("/orders/everybody")).isEmpty();
    }

    private Object keyOf(Browser browser, String path) {
        assertThat(browser.get(path)).hasStatus(200);
        return String.valueOf(service.onlyRequestTo(path).token().header().get("kid"));
    }

    private Answer own() {
        return alice.newTab().get("/own/load");
    }

    private Answer exchanged() {
        return alice.newTab().get("/orders/load");
    }

    private Answer open() {
        return alice.newTab().get("/public/load");
    }

    private Answer bearer() {
        return bearer(robot);
    }

    private Answer bearer(String token) {
        return RawRequest.get("/orders/load").bearer(token).sendTo(gateway.url());
    }

    private Browser browser() {
        return Browser.on(SecondGateway.urlOf(gateway.url()));
    }
}
