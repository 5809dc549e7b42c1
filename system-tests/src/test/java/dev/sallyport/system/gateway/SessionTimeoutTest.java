package dev.sallyport.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.system.Until;
import dev.sallyport.testkit.Application;
import dev.sallyport.testkit.ApplicationSetup;
import dev.sallyport.testkit.Browser;
import dev.sallyport.testkit.SallyportTest;
import dev.sallyport.testkit.Stack;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The end of a session by time alone, where an operator lets it come soon. */
@SallyportTest
@TestInstance(Lifecycle.PER_CLASS)
class SessionTimeoutTest {

    private static final Duration IDLE = Duration.ofSeconds(2);
    private static final Duration ABSOLUTE = Duration.ofSeconds(6);
    private static final Duration STEP = Duration.ofMillis(300);
    private static final int SESSION_OVER = 4401;

    private final RecordingService service = RecordingService.start();
    private final StreamingService streams = StreamingService.start();
    private final Application gateway;

    SessionTimeoutTest(Stack stack) {
        var setup = ApplicationSetup.gateway();
        var realm = OwnRealm.create("timeouts", stack.keycloak(), SecondGateway.urlOf(setup.url()));
        gateway = SecondGateway.before(service, realm.issuer(), setup)
                .environment("STREAMS_URL", streams.url())
                .environment("SALLYPORT_SESSION_IDLETIMEOUT", IDLE.toString())
                .environment("SALLYPORT_SESSION_ABSOLUTETIMEOUT", ABSOLUTE.toString())
                .start();
    }

    @AfterAll
    void stop() {
        gateway.close();
        streams.close();
        service.close();
    }

    @Test
    void comesWhenNobodyUsesIt() {
        var alice = signedIn();

        Until.past(Instant.now().plus(IDLE));

        assertThat(alice.get("/own/idle")).isProblem(401);
        assertThat(alice.get("/bff/session")).isProblem(401);
        assertThat(alice.stoppingBefore("/bff/login").follow("/own/page")).hasStatus(302);
        assertThat(service.requestsTo("/own/idle")).isEmpty();
    }

    @Test
    void isNotPutOffByALookAtTheSession() {
        var alice = signedIn();
        var lastUse = Instant.now();

        Until.holds("an end", () -> alice.get("/bff/session").status() == 401);

        assertThat(Instant.now())
                .isBetween(
                        lastUse.plus(IDLE).minus(STEP), lastUse.plus(ABSOLUTE).minus(STEP));
    }

    @Test
    void closesTheStreamsThatAreNoUseOfIt() {
        var alice = signedIn();
        var opened = Instant.now();
        var socket = socket(alice);
        var events = events(alice);

        Until.holds("a close", () -> {
            if (socket.closeCode() == 0) {
                socket.say("still here");
            }
            return socket.closeCode() == SESSION_OVER;
        });

        Until.holds("the last event", events::isOver);
        assertThat(events.text()).endsWith("event: session-ended\ndata: session over\n\n");
        assertThat(Instant.now()).isBefore(opened.plus(ABSOLUTE).minus(STEP));
    }

    @Test
    void comesHoweverMuchItIsUsed() {
        var before = Instant.now();
        var alice = signedIn();
        var begun = Instant.now();
        var events = events(alice);

        Until.holds("an end", () -> alice.get("/own/used").status() == 401);

        assertThat(Instant.now())
                .isBetween(before.plus(ABSOLUTE), begun.plus(ABSOLUTE).plus(IDLE));
        Until.holds("the last event", events::isOver);
        assertThat(events.text()).endsWith("event: session-ended\ndata: session over\n\n");
    }

    private Browser signedIn() {
        var alice = Browser.on(url()).logIn("alice");
        assertThat(alice.get("/own/begun")).hasStatus(200);
        return alice;
    }

    private OpenSocket socket(Browser browser) {
        return OpenSocket.at(url(), "/streams/echo", cookie(browser));
    }

    private OpenStream events(Browser browser) {
        var events = OpenStream.get(url(), "/streams/events", Map.of("Cookie", cookie(browser)));
        Until.holds("an event", () -> !events.text().isEmpty());
        return events;
    }

    private static String cookie(Browser browser) {
        var name = "__Host-session";
        return name + "=" + browser.cookie(name).orElseThrow().value();
    }

    private String url() {
        return SecondGateway.urlOf(gateway.url());
    }
}
