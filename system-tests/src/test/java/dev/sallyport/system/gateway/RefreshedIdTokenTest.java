package dev.sallyport.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.system.Until;
import dev.sallyport.testkit.Application;
import dev.sallyport.testkit.ApplicationSetup;
import dev.sallyport.testkit.Browser;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An ID token that a refresh brings: it must be of the same person and of the same issuer (OpenID Connect Core 1.0 section
 * 12.2). Keycloak gives no other, so the issuer is Spring Authorization Server.
 */
@TestInstance(Lifecycle.PER_CLASS)
class RefreshedIdTokenTest {

    private static final Duration BRIEF = Duration.ofSeconds(2);

    private final RecordingService service = RecordingService.start();
    private final SpringIssuer issuer;
    private final Application gateway;

    RefreshedIdTokenTest() {
        var setup = ApplicationSetup.gateway();
        issuer = SpringIssuer.start(SecondGateway.urlOf(setup.url()), BRIEF);
        gateway = SecondGateway.before(service, issuer.url(), setup)
                .environment("SALLYPORT_ACCESSTOKEN_INTROSPECTEVERY", "3s")
                .start();
    }

    @AfterAll
    void close() {
        gateway.close();
        issuer.close();
        service.close();
    }

    @Test
    void ofTheSamePersonIsTaken() {
        issuer.refreshesWith(Map.of());
        var browser = expired();

        assertThat(browser.get("/own/same-person")).hasStatus(200);
        assertThat(browser.get("/bff/session")).hasStatus(200);
    }

    @ParameterizedTest
    @CsvSource({"sub, eve", "iss, http://localhost:1", "aud, somebody-else"})
    void ofSomebodyElseEndsTheSession(String claim, String value) {
        issuer.refreshesWith(Map.of(claim, value));
        var browser = expired();
        var path = "/own/" + UUID.randomUUID();

        assertThat(browser.get(path)).isProblem(502);

        assertThat(browser.get("/bff/session")).isProblem(401);
        assertThat(service.requestsTo(path)).isEmpty();
    }

    /** A browser whose session's access token has expired. */
    private Browser expired() {
        var browser = Browser.on(SecondGateway.urlOf(gateway.url()));
        assertThat(SpringIssuer.logIn(browser, "/public/home")).hasStatus(200);
        Until.past(Instant.now().plus(BRIEF));
        return browser;
    }
}
