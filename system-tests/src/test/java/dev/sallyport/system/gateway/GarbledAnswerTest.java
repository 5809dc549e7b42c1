package dev.sallyport.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.system.Until;
import dev.sallyport.testkit.Application;
import dev.sallyport.testkit.ApplicationSetup;
import dev.sallyport.testkit.Browser;
import dev.sallyport.testkit.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An answer of Keycloak's or of a service that comes changed, in another order, in pieces, late, or not to its end. */
@GatewayTest
@TestInstance(Lifecycle.PER_CLASS)
class GarbledAnswerTest {

    private static final int BROKEN_OFF = 0;
    private static final int TIMES = 10;
    private static final String END_SESSION = "/protocol/openid-connect/logout";
    private static final String REVOCATION = "/protocol/openid-connect/revoke";

    private final RecordingService service = RecordingService.start();
    private final Wire toService = Wire.to(service.url());
    private final Wire toKeycloak;
    private final Application gateway;
    private final OwnRealm realm;

    GarbledAnswerTest(Stack stack) {
        toKeycloak = Wire.to(stack.keycloak().url());
        toKeycloak.mend();
        toService.mend();
        var setup = ApplicationSetup.gateway();
        realm = OwnRealm.create("garbled", stack.keycloak(), SecondGateway.urlOf(setup.url()));
        gateway = SecondGateway.before(service, realm.issuer(), setup)
                .environment("SALLYPORT_ISSUER_BACKCHANNEL_URI", toKeycloak.url() + "/realms/garbled")
                .environment("SALLYPORT_ISSUER_READAGAIN", "1s")
                .environment("SALLYPORT_ISSUER_RESPONSETIMEOUT", "2s")
                .environment("SERVICE_URL", toService.url())
                .environment("SPRING_CLOUD_GATEWAY_SERVER_WEBFLUX_HTTPCLIENT_RESPONSETIMEOUT", "2s")
                .start();
    }

    @AfterEach
    void mend() {
        toKeycloak.does(Fault.NONE);
        toService.does(Fault.NONE);
    }

    @AfterAll
    void close() {
        gateway.close();
        service.close();
        toKeycloak.close();
        toService.close();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void ofAServiceIsNoFailureOfTheGateways(Fault fault) {
        toService.does(fault);

        var statuses = IntStream.range(0, TIMES)
                .mapToObj(each -> status("/public/garbled"))
                .toList();

        assertThat(statuses).doesNotContain(500);
        toService.does(Fault.NONE);
        Until.holds("answers are whole again", () -> status("/public/whole") == 200);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void ofKeycloakToARefreshIsNoFailureOfTheGateways(Fault fault) {
        var alice = expired();
        var path = "/own/" + UUID.randomUUID();
        var now = Instant.now();
        toKeycloak.does(fault);

        var status = alice.get(path).status();

        assertThat(status).isIn(200, 401, 502, 503);
        assertThat(service.requestsTo(path))
                .hasSize(status == 200 ? 1 : 0)
                .allSatisfy(request -> assertThat(request.token().expiry()).isAfter(now));
        toKeycloak.does(Fault.NONE);
        assertLoginsWork();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void ofKeycloakToALoginIsNoFailureOfTheGateways(Fault fault) {
        var browser = browser();
        var callback = Login.callback(browser, "alice");
        toKeycloak.does(fault);

        var begun = browser().stoppingBefore("/realms/").follow("/bff/login").status();
        var completed = Login.complete(browser, callback).status();

        assertThat(begun).isIn(302, 502, 503);
        assertThat(completed).isIn(200, 403, 502, 503);
        toKeycloak.does(Fault.NONE);
        assertLoginsWork();
    }

    @Test
    void lateToALogoutIsWaitedForWhenTheBrowserHasLeft() throws IOException {
        var cookie =
                browser().logIn("alice").cookie("__Host-session").orElseThrow().value();
        var ends = toKeycloak.requestsTo(END_SESSION);
        var revocations = toKeycloak.requestsTo(REVOCATION);
        toKeycloak.does(Fault.LATE);

        try (var browser = new Socket(
                InetAddress.getLoopbackAddress(), URI.create(gateway.url()).getPort())) {
            browser.getOutputStream()
                    .write(("POST /bff/logout HTTP/1.1\r\nHost: localhost\r\nX-CSRF: 1\r\nSec-Fetch-Site: same-origin"
                                    + "\r\nCookie: __Host-session=" + cookie + "\r\nContent-Length: 0\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            Until.holds("an end of the session", () -> toKeycloak.requestsTo(END_SESSION) > ends);
        }

        Until.holds("a revocation", () -> toKeycloak.requestsTo(REVOCATION) > revocations);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void withKeycloaksKeysIsNoFailureOfTheGateways(Fault fault) {
        var token = realm.robotToken();
        var before = toKeycloak.requestsTo("/protocol/openid-connect/certs");
        toKeycloak.does(fault);
        Until.holds("keys are asked for", () -> toKeycloak.requestsTo("/protocol/openid-connect/certs") > before + 1);

        assertThat(bearer(token)).isIn(200, 401, 503);

        toKeycloak.does(Fault.NONE);
        Until.holds("tokens are taken", () -> bearer(token) == 200);
    }

    /** A browser whose session's access token has expired. */
    private Browser expired() {
        try (var _ = realm.changeClient("gateway", "access.token.lifespan", "2")) {
            var path = "/own/" + UUID.randomUUID();
            var browser = browser().logIn("alice");
            assertThat(browser.get(path)).hasStatus(200);
            Until.past(service.onlyRequestTo(path).token().expiry());
            return browser;
        }
    }

    private void assertLoginsWork() {
        Until.holds("a login can begin", () -> {
            var begun = browser().stoppingBefore("/realms/").follow("/bff/login");
            return begun.redirect().filter(this::isKeycloaks).isPresent();
        });
        var path = "/own/" + UUID.randomUUID();
        var browser = browser().logIn("alice");
        Until.holds("a session works", () -> browser.get(path).status() == 200);
    }

    private boolean isKeycloaks(URI address) {
        return address.toString().startsWith(realm.issuer());
    }

    private int status(String path) {
        try {
            return RawRequest.get(path).sendTo(gateway.url()).status();
        } catch (UncheckedIOException brokenOff) {
            return BROKEN_OFF;
        }
    }

    private int bearer(String token) {
        return RawRequest.get("/orders/garbled")
                .bearer(token)
                .sendTo(gateway.url())
                .status();
    }

    private Browser browser() {
        return Browser.on(SecondGateway.urlOf(gateway.url()));
    }
}
