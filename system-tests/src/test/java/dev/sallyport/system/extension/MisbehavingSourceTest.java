package dev.sallyport.system.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sallyport.system.Until;
import dev.sallyport.system.extension.RightsServer.Manner;
import dev.sallyport.system.extension.SourcesKeycloak.Servers;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a source does, a token is issued without the scopes that need it, and nobody waits beyond the deadline. */
@ExtendWith(SourcesKeycloak.class)
@TestInstance(Lifecycle.PER_CLASS)
class MisbehavingSourceTest {

    private static final Manner WORKS = RightsServer.json("{\"read\":true}");
    private static final Manner HUGE = RightsServer.json("{\"read\":true,\"a\":\"" + "a".repeat(5_000_000) + "\"}");

    private static final int ROBOTS = 200;
    private static final String CALLS = "sallyport_source_calls_seconds_count{outcome=\"";

    private final Servers servers;
    private final SourcesRealm realm;
    private Metrics before;

    /** One realm for all: whenever its source's settings change, nothing of what was before counts. */
    MisbehavingSourceTest(Servers servers) {
        this.servers = servers;
        this.realm = SourcesRealm.with(servers.keycloak(), ROBOTS, "orders");
        realm.source("orders", "http://localhost:1/", Map.of());
        this.before = metrics();
    }

    @AfterAll
    void removeRealm() {
        realm.close();
    }

    @ParameterizedTest
    @MethodSource
    void isDoneWithout(String name, String outcome, Manner manner) {
        servers.rights().answering("/" + name, manner);
        beginWith("/" + name, Map.of());

        assertThat(realm.scopeWith("orders")).isEqualTo("reports");

        assertThat(servers.rights().askedAt("/" + name)).isNotEmpty();
        assertThat(counted(CALLS + "" + outcome)).isEqualTo(1);
        Until.holds("Keycloak has let go", () -> servers.rights().open() == 0);
    }

    static Stream<Arguments> isDoneWithout() {
        return Stream.of(
                arguments("hang", "deadline", RightsServer.HANG),
                arguments("drip", "deadline", RightsServer.DRIP),
                arguments("drip-in-head", "deadline", RightsServer.DRIP_IN_HEAD),
                arguments("continue-for-ever", "deadline", RightsServer.CONTINUE_FOR_EVER),
                arguments("hang-up", "unreachable", RightsServer.HANG_UP),
                arguments("error", "failing", RightsServer.answer(500, "application/json", "{\"read\":true}")),
                arguments("busy", "failing", RightsServer.answer(429, "application/json", "{\"read\":true}")),
                arguments("redirect", "refused", RightsServer.answer(302, "application/json", "{\"read\":true}")),
                arguments("created", "refused", RightsServer.answer(201, "application/json", "{\"read\":true}")),
                arguments("forbidden", "refused", RightsServer.answer(403, "application/json", "{\"read\":true}")),
                arguments(
                        "unauthorized",
                        "unauthorized",
                        RightsServer.answer(401, "application/json", "{\"read\":true}")),
                arguments("html", "unreadable", RightsServer.answer(200, "text/html", "<html>{\"read\":true}")),
                arguments("html-as-json", "unreadable", RightsServer.json("<html></html>")),
                arguments("huge", "too_large", HUGE),
                arguments("endless", "too_large", RightsServer.ENDLESS),
                arguments("empty", "unreadable", RightsServer.json("")),
                arguments("list", "unreadable", RightsServer.json("[{\"read\":true}]")),
                arguments("twice", "unreadable", RightsServer.json("{\"read\":false,\"read\":true}")),
                arguments("more", "unreadable", RightsServer.json("{\"read\":true}{\"read\":true}")),
                arguments("deep", "unreadable", RightsServer.json("{\"read\":true,\"a\":" + "[".repeat(20_000))),
                arguments("text", "wrong_type", RightsServer.json("{\"read\":\"true\"}")),
                arguments("number", "wrong_type", RightsServer.json("{\"read\":1}")),
                arguments("object", "wrong_type", RightsServer.json("{\"read\":{\"read\":true}}")));
    }

    @Test
    void isDoneWithoutWhenNobodyListens() {
        before = metrics();
        realm.change("orders", "http://localhost:1/?nobody", Map.of());

        assertThat(realm.scopeWith("orders")).isEqualTo("reports");
        assertThat(counted(CALLS + "unreachable")).isEqualTo(1);
    }

    @Test
    void isNotAskedWhereItsSecretIsNotInTheVault() {
        try (var own = SourcesRealm.with(servers.keycloak(), 1, "orders")) {
            own.source(
                    "orders",
                    servers.url("/no-secret"),
                    Map.of("authentication", "bearer", "secret", "${vault.absent}"));

            assertThat(own.scopeWith("orders")).isEqualTo("reports");

            assertThat(servers.rights().askedAt("/no-secret")).isEmpty();
            assertThat(metrics().of(own.name(), CALLS + "misconfigured")).isEqualTo(1);
        }
    }

    @Test
    void isReplacedByAnOlderAnswerForAWhile() {
        servers.rights().answering("/stale", WORKS);
        beginWith("/stale", Map.of("fresh-seconds", 0, "stale-seconds", 300));
        assertThat(realm.scopeWith("orders")).isEqualTo("orders:read reports");

        servers.rights().answering("/stale", RightsServer.HANG_UP);

        assertThat(realm.scopeWith("orders")).isEqualTo("orders:read reports");
        assertThat(counted("sallyport_source_answers_total{from=\"stale")).isEqualTo(1);
    }

    @Test
    void isNotReplacedByAnOlderAnswerForLonger() {
        servers.rights().answering("/too-old", WORKS);
        beginWith("/too-old", Map.of("fresh-seconds", 0, "stale-seconds", 0));
        assertThat(realm.scopeWith("orders")).isEqualTo("orders:read reports");

        servers.rights().answering("/too-old", RightsServer.HANG_UP);

        assertThat(realm.scopeWith("orders")).isEqualTo("reports");
    }

    @Test
    void getsAPauseAndIsAskedAgainAfterIt() {
        servers.rights().answering("/pause", RightsServer.HANG_UP);
        beginWith("/pause", Map.of());

        IntStream.range(0, 8)
                .forEach(token -> assertThat(realm.scopeWith("orders")).isEqualTo("reports"));

        assertThat(paused()).isEqualTo(1);
        assertThat(counted(CALLS + "paused")).isEqualTo(3);
        servers.rights().answering("/pause", RightsServer.answer(404, "text/plain", "no such user"));
        Until.holds("the end of the pause", () -> {
            realm.scopeWith("orders");
            return paused() == 0;
        });
        servers.rights().answering("/pause", WORKS);
        assertThat(realm.scopeWith("orders")).isEqualTo("orders:read reports");
    }

    @ParameterizedTest
    @MethodSource
    void endsEachQuestionOfTwoHundredLoginsAtOnce(String name, Manner manner) {
        var path = "/crowd-" + name;
        servers.rights().answering(path, manner);
        beginWith(path, Map.of());

        var answers = AtOnce.each(ROBOTS, login -> realm.ask(login, "orders:read reports"));

        assertThat(answers)
                .allSatisfy(answer -> assertThat(Tokens.of(answer).scope()).isEqualTo("reports"));
        assertThat(counted(CALLS)).as("questions that came to an end").isEqualTo(ROBOTS);
        assertThat(counted(CALLS + "answered")).isZero();
        assertThat(counted("sallyport_source_answers_total{from=\"nowhere")).isEqualTo(ROBOTS);
        Until.holds("Keycloak has let go", () -> servers.rights().open() == 0);
    }

    static Stream<Arguments> endsEachQuestionOfTwoHundredLoginsAtOnce() {
        return Stream.of(
                arguments("slow", RightsServer.HANG),
                arguments("dribbling", RightsServer.DRIP),
                arguments("down", RightsServer.HANG_UP),
                arguments("failing", RightsServer.answer(503, "text/plain", "")),
                arguments("lying", RightsServer.json("{\"read\":\"true\"}")),
                arguments("huge", HUGE),
                arguments("endless", RightsServer.ENDLESS),
                arguments("html", RightsServer.answer(200, "text/html", "<html>{\"read\":true}")),
                arguments("elsewhere", RightsServer.answer(302, "application/json", "{\"read\":true}")));
    }

    @Test
    void isAskedOnceForTwoHundredLoginsOfOneUserAtOnce() {
        servers.rights().answering("/once", WORKS);
        beginWith("/once", Map.of("deadline-millis", 2000));

        var answers = AtOnce.each(200, login -> realm.ask(0, "orders:read reports"));

        assertThat(answers)
                .allSatisfy(answer -> assertThat(Tokens.of(answer).scope()).isEqualTo("orders:read reports"));
        assertThat(servers.rights().askedAt("/once")).hasSize(1);
    }

    @Test
    void leavesNothingOfItsAnswersInTheLog() {
        var secret = "seen-by-nobody\\n2026-11-21 INFO forged";
        servers.rights().answering("/secretive", RightsServer.json("{\"read\":\"" + secret + "\"}"));
        try (var own = SourcesRealm.with(servers.keycloak(), 1, "orders")) {
            own.source("orders", servers.url("/secretive?token=hidden-in-url"), Map.of());

            assertThat(own.scopeWith("orders")).isEqualTo("reports");

            assertThat(servers.keycloak().output())
                    .contains("rule failed: realm=" + own.name() + " scope=orders:read reason=source orders")
                    .doesNotContain("seen-by-nobody", "forged", "hidden-in-url");
        }
    }

    private void beginWith(String path, Map<String, ?> more) {
        before = metrics();
        realm.change("orders", servers.url(path), more);
    }

    private Metrics metrics() {
        return Metrics.of(servers.keycloak());
    }

    private double counted(String beginning) {
        return metrics().of(realm.name(), beginning) - before.of(realm.name(), beginning);
    }

    private double paused() {
        return metrics().of(realm.name(), "sallyport_source_paused{");
    }
}
