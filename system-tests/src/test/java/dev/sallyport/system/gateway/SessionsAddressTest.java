package dev.sallyport.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.system.Until;
import dev.sallyport.testkit.Browser;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** {@code /bff/sessions}: people see where they are signed in, and sign out there. */
@GatewayTest
class SessionsAddressTest {

    private static final String ADDRESS = "/bff/sessions";
    private static final Map<String, String> MARKED = Map.of("X-CSRF", "1");

    private final SecondGateway gateway;
    private final String person = "person-" + UUID.randomUUID();
    private final Browser laptop;
    private final Browser phone;

    SessionsAddressTest(SecondGateway gateway) {
        this.gateway = gateway;
        gateway.realm().addUser(person);
        phone = gateway.browser().logIn(person);
        laptop = gateway.browser().logIn(person);
    }

    @AfterEach
    void deletePerson() {
        gateway.realm().deleteUser(person);
    }

    @Test
    void listsThemWithoutAToken() {
        var answer = laptop.get(ADDRESS);

        assertThat(answer)
                .hasStatus(200)
                .hasHeaderContaining("cache-control", "no-store")
                .doesNotContain("eyJ")
                .doesNotContain(laptop.cookie("__Host-session").orElseThrow().value());
        var sessions = answer.json().path("sessions");
        assertThat(sessions.valueStream().map(each -> each.path("current").asBoolean()))
                .containsExactlyInAnyOrder(true, false);
        assertThat(sessions.valueStream()).allSatisfy(each -> {
            assertThat(each.path("address").asString()).isEqualTo("127.0.0.1");
            assertThat(each.path("device").asString()).isNotEmpty();
            assertThat(instant(each, "begun")).isBetween(Instant.now().minus(Duration.ofMinutes(1)), Instant.now());
            assertThat(instant(each, "last_seen")).isBetween(instant(each, "begun"), Instant.now());
        });
    }

    @Test
    void endsOne() {
        assertThat(laptop.send("DELETE", ADDRESS + "/" + idOf(phone), MARKED, null))
                .hasStatus(204)
                .hasHeaderContaining("cache-control", "no-store");

        assertThat(phone.get("/bff/session")).isProblem(401);
        assertThat(laptop.get("/bff/session")).hasStatus(200);
    }

    @Test
    void endsAllOthers() {
        var tablet = gateway.browser().logIn(person);

        assertThat(laptop.send("DELETE", ADDRESS, MARKED, null))
                .hasStatus(204)
                .hasHeaderContaining("cache-control", "no-store");

        assertThat(phone.get("/bff/session")).isProblem(401);
        assertThat(tablet.get("/bff/session")).isProblem(401);
        assertThat(laptop.get("/bff/session")).hasStatus(200);
    }

    @Test
    void leavesSomebodyElsesAlone() {
        var alice = gateway.browser().logIn("alice");

        assertThat(laptop.send("DELETE", ADDRESS + "/" + idOf(alice), MARKED, null))
                .isProblem(404);
        laptop.send("DELETE", ADDRESS, MARKED, null);

        assertThat(alice.get("/bff/session")).hasStatus(200);
        assertThat(laptop.get(ADDRESS)).doesNotContain(idOf(alice));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "%00", "..%2fsession", "*"})
    void knowsOfNoneWithAnOddName(String name) {
        assertThat(laptop.send("DELETE", ADDRESS + "/" + name, MARKED, null).status())
                .isIn(400, 404);
        assertThat(phone.get("/bff/session")).hasStatus(200);
    }

    @Test
    void needsOurHeaderToEndAny() {
        assertThat(laptop.send("DELETE", ADDRESS + "/" + idOf(phone), Map.of(), null))
                .isProblem(403);
        assertThat(laptop.send("DELETE", ADDRESS, Map.of(), null)).isProblem(403);

        assertThat(phone.get("/bff/session")).hasStatus(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE"})
    void isNotForPagesOfOtherSites(String method) {
        var answer = RawRequest.of(method, ADDRESS)
                .header(
                        "Cookie",
                        "__Host-session="
                                + laptop.cookie("__Host-session").orElseThrow().value())
                .header("X-CSRF", "1")
                .header("Sec-Fetch-Site", "cross-site")
                .sendTo(gateway.url());

        assertThat(answer).isProblem(403).hasField("/error", "cross_site_request");
        assertThat(phone.get("/bff/session")).hasStatus(200);
    }

    @Test
    void isNoUseOfTheSession() {
        var atFirst = idle();
        Until.holds("two seconds less to go", () -> idle() <= atFirst - 2);

        laptop.get(ADDRESS);

        assertThat(idle()).isLessThanOrEqualTo(atFirst - 2);
    }

    @Test
    void isForWhoIsLoggedIn() {
        var nobody = gateway.browser();

        assertThat(nobody.get(ADDRESS)).isProblem(401);
        assertThat(nobody.send("DELETE", ADDRESS, MARKED, null)).isProblem(401);
        assertThat(nobody.send("DELETE", ADDRESS + "/" + idOf(phone), MARKED, null))
                .isProblem(401);
        assertThat(phone.get("/bff/session")).hasStatus(200);
    }

    private int idle() {
        return laptop.get("/bff/session")
                .json()
                .path("seconds_left")
                .path("idle")
                .asInt();
    }

    private static Instant instant(JsonNode session, String field) {
        return Instant.parse(session.path(field).asString());
    }

    private static String idOf(Browser browser) {
        return browser.get(ADDRESS)
                .json()
                .path("sessions")
                .valueStream()
                .filter(each -> each.path("current").asBoolean())
                .map(each -> each.path("id").asString())
                .findFirst()
                .orElseThrow();
    }
}
