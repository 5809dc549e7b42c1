package dev.sallyport.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.system.Until;
import dev.sallyport.testkit.Browser;
import dev.sallyport.testkit.SallyportTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** WebSockets and streamed responses, on three nodes. */
@SallyportTest
@ExtendWith(ClusterExtension.class)
class StreamTest {

    private static final int SESSION_OVER = 4401;
    private static final int GOING_AWAY = 1001;

    private final Cluster cluster;

    StreamTest(Cluster cluster) {
        this.cluster = cluster;
    }

    @AfterEach
    void useAllNodes() {
        cluster.toAll();
    }

    @Test
    void isRelayedMessageByMessage() {
        try (var socket = socket(1, cluster.browser().logIn("alice"))) {
            var messages = List.of("one", "앨리스", "x".repeat(60_000));

            messages.forEach(socket::say);

            Until.holds("the echo", () -> socket.heard().size() == 3);
            assertThat(socket.heard()).isEqualTo(messages);
        }
    }

    @Test
    void isRelayedEventByEvent() {
        var alice = cluster.browser().logIn("alice");
        try (var events = stream(1, alice, "/streams/events")) {
            Until.holds("an event", () -> events.text().equals("data: one\n\n"));
        }
    }

    @Test
    void endsWhenItsSessionEndsOnAnotherNode() {
        cluster.to(0);
        var alice = cluster.browser().logIn("alice");
        var socket = socket(1, alice);
        var events = stream(2, alice, "/streams/events");
        var bobs = socket(2, cluster.browser().logIn("bob"));
        Until.holds("an event", () -> !events.text().isEmpty());
        var closed = cluster.streams().closed();
        var before = Instant.now();

        assertThat(alice.post("/bff/logout", null)).hasStatus(200);

        Until.holds("a close", () -> socket.closeCode() == SESSION_OVER);
        Until.holds("the last event", events::isOver);
        assertThat(Instant.now()).isBefore(before.plusSeconds(3));
        assertThat(events.text()).isEqualTo("data: one\n\nevent: session-ended\ndata: session over\n\n");
        Until.holds("a close at the service", () -> cluster.streams().closed() > closed);
        bobs.say("still here");
        Until.holds("an echo", () -> bobs.heard().contains("still here"));
        bobs.close();
    }

    @Test
    void endsWhenKeycloakEndsItsSession() {
        var socket = socket(1, cluster.browser().logIn("carol"));

        cluster.realm().endSessionsOf("carol");

        Until.holds("a close", () -> socket.closeCode() == SESSION_OVER);
    }

    @Test
    void leavesNobodyWithAnEventThatItsServiceNeverFinished() {
        var alice = cluster.browser().logIn("alice");
        var events = stream(1, alice, "/streams/half-events");
        Until.holds("half an event", () -> events.text().endsWith("tw"));

        assertThat(alice.post("/bff/logout", null)).hasStatus(200);

        Until.holds("the last event", events::isOver);
        assertThat(events.text()).isEqualTo("data: one\n\ndata: tw\nevent: session-ended\ndata: session over\n\n");
    }

    @Test
    void endsWithItsSessionAlsoWhenItHasNoWayToSayWhy() {
        var alice = cluster.browser().logIn("alice");
        var records = stream(1, alice, "/streams/records");
        Until.holds("a record", () -> !records.text().isEmpty());

        assertThat(alice.post("/bff/logout", null)).hasStatus(200);

        Until.holds("an end", records::isOver);
        assertThat(records.text()).isEqualTo("{\"record\":1}\n");
    }

    @Test
    void isEndedAtTheServiceWhenTheBrowserLeaves() {
        var open = cluster.streams().open();
        var events = stream(1, cluster.browser().logIn("alice"), "/streams/events");
        Until.holds("a stream", () -> cluster.streams().open() == open + 1);

        events.close();

        Until.holds("no stream", () -> cluster.streams().open() == open);
    }

    @Test
    void outlivesTheAccessTokenThatItBeganWith() {
        try (var _ = cluster.realm().changeClient("gateway", "access.token.lifespan", "4")) {
            var alice = cluster.browser().logIn("alice");
            assertThat(alice.get("/own/stream-begin")).hasStatus(200);
            var expiry =
                    cluster.service().onlyRequestTo("/own/stream-begin").token().expiry();
            var socket = socket(1, alice);

            Until.past(expiry.plusSeconds(1));
            socket.say("still here");

            Until.holds("an echo", () -> socket.heard().contains("still here"));
            socket.close();
        }
    }

    @Test
    void endsWithTheBearerTokenThatItBeganWith() {
        try (var _ = cluster.realm().changeClient("robot", "access.token.lifespan", "4")) {
            var token = cluster.realm().robotToken();

            var events = OpenStream.get(
                    cluster.url(1), "/orders-streams/events", Map.of("Authorization", "Bearer " + token));

            Until.holds("an event", () -> !events.text().isEmpty());
            Until.holds("the last event", events::isOver);
            assertThat(events.text()).endsWith("event: session-ended\ndata: session over\n\n");
        }
    }

    @Test
    void movesToAnotherNodeWhenItsOwnStops() {
        var alice = cluster.browser().logIn("alice");
        var socket = socket(1, alice);
        var events = stream(1, alice, "/streams/events");
        var held = OpenStream.get(cluster.url(1), "/public-streams/hold", Map.of());
        Until.holds("a request under way", () -> cluster.streams().held() > 0);
        Until.holds("an event", () -> !events.text().isEmpty());

        try (var _ = cluster.stopping(1)) {
            Until.holds("a close", () -> socket.closeCode() == GOING_AWAY);
            Until.holds("the last event", events::isOver);
            assertThat(events.text()).endsWith("event: going-away\ndata: gateway stops\n\n");
            cluster.toAllBut(1);
            assertThat(alice.get("/own/moved")).hasStatus(200);

            cluster.streams().release();

            Until.holds("an answer", held::isOver);
            assertThat(held.text()).isEqualTo("released");
        }
    }

    private OpenSocket socket(int node, Browser browser) {
        return OpenSocket.at(cluster.url(node), "/streams/echo", cookie(browser));
    }

    private OpenStream stream(int node, Browser browser, String path) {
        return OpenStream.get(cluster.url(node), path, Map.of("Cookie", cookie(browser)));
    }

    private static String cookie(Browser browser) {
        var name = "__Host-session";
        return name + "=" + browser.cookie(name).orElseThrow().value();
    }
}
