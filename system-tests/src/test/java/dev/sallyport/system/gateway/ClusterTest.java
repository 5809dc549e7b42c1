package dev.sallyport.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.system.Until;
import dev.sallyport.testkit.Answer;
import dev.sallyport.testkit.Browser;
import dev.sallyport.testkit.SallyportTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A session that lives in Redis, on three nodes. Keycloak rotates refresh tokens: each may be spent once. */
@SallyportTest
@ExtendWith(ClusterExtension.class)
class ClusterTest {

    private static final Duration ONE_SECOND = Duration.ofSeconds(1);

    private static final String FORM = "application/x-www-form-urlencoded";

    private final Cluster cluster;

    ClusterTest(Cluster cluster) {
        this.cluster = cluster;
    }

    @AfterEach
    void useAllNodes() {
        cluster.issuer().lose();
        cluster.toAll();
    }

    @Test
    void isFoundByEveryNode() {
        cluster.to(0);
        var alice = cluster.browser().logIn("alice");

        for (int node = 0; node < Cluster.NODES; node++) {
            cluster.to(node);
            assertThat(alice.get("/own/on-every-node")).hasStatus(200);
        }
    }

    @Test
    void beginsOnAnotherNodeThanItsLogin() {
        var browser = cluster.browser();
        cluster.to(0);
        var callback = Login.callback(browser, "alice");
        cluster.to(1);

        assertThat(Login.complete(browser, callback)).hasStatus(200);

        assertThat(browser.get("/own/begun")).hasStatus(200);
    }

    @Test
    void endsOnEveryNodeWithinASecond() {
        var alice = usedOnEveryNode("alice");
        var thief = alice.stolen();
        cluster.to(0);

        assertThat(alice.post("/bff/logout", null)).hasStatus(200);

        Until.past(Instant.now().plus(ONE_SECOND));
        assertRefusedOnEveryNode(thief);
    }

    @Test
    void endsOnEveryNodeWithinASecondWhenKeycloakSaysSo() {
        var alice = usedOnEveryNode("alice");
        var bob = usedOnEveryNode("bob");

        cluster.realm().endSessionsOf("alice");

        Until.holds("back-channel logout", () -> cluster.log().contains("back-channel logout"));
        Until.past(Instant.now().plus(ONE_SECOND));
        assertRefusedOnEveryNode(alice);
        assertThat(bob.get("/own/of-bob")).hasStatus(200);
    }

    @Test
    void endsWhenItsPersonEndsItFromElsewhere() {
        var phone = usedOnEveryNode("carol");
        var laptop = cluster.browser().logIn("carol");
        var other = phone.get("/bff/session").status() == 200 ? idOfCurrent(phone) : "";

        assertThat(laptop.send("DELETE", "/bff/sessions/" + other, Map.of("X-CSRF", "1"), null))
                .hasStatus(204);

        Until.past(Instant.now().plus(ONE_SECOND));
        assertRefusedOnEveryNode(phone);
        assertThat(laptop.get("/own/still-there")).hasStatus(200);
    }

    @Test
    void isTheOldestThatEndsWhenThereAreTooMany() {
        var first = cluster.browser().logIn("dave");
        for (int i = 0; i < 4; i++) {
            cluster.browser().logIn("dave");
        }

        Until.past(Instant.now().plus(ONE_SECOND));
        assertRefusedOnEveryNode(first);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 8})
    void isRefreshedOnceForTwoHundredRequestsOnThreeNodes(int seconds) {
        try (var _ = cluster.realm().changeClient("gateway", "access.token.lifespan", "4")) {
            var alice = expired("alice");
            cluster.issuer().slow(Duration.ofSeconds(seconds), Duration.ZERO);
            cluster.realm().forgetEvents();

            var answers = AtOnce.times(200, () -> alice.get("/own/two-hundred-" + seconds));

            assertThat(answers).allSatisfy(answer -> assertThat(answer).hasStatus(200));
            assertThat(cluster.realm().events("REFRESH_TOKEN")).isEqualTo(1);
            assertThat(cluster.realm().events("REFRESH_TOKEN_ERROR")).isZero();
            assertThat(alice.get("/own/afterwards")).hasStatus(200);
        }
    }

    @Test
    void isLostWithANodeThatDiesOnlyWhenKeycloakHasRotatedAlready() {
        try (var _ = cluster.realm().changeClient("gateway", "access.token.lifespan", "4")) {
            var carol = cluster.browser().logIn("carol");
            var bob = cluster.browser().logIn("bob");
            var alice = expired("alice");
            cluster.to(0);
            cluster.issuer().slow(Duration.ZERO, Duration.ofMinutes(1));
            cluster.realm().forgetEvents();
            var rotated = inBackground(bob);
            Until.holds("a rotation", () -> cluster.realm().events("REFRESH_TOKEN") == 1);
            cluster.issuer().slow(Duration.ofMinutes(1), Duration.ZERO);
            var asked = cluster.issuer().questions();
            var unheard = inBackground(alice);
            Until.holds("a refresh", () -> cluster.issuer().questions() > asked);

            try (var _ = cluster.of(0)) {
                cluster.issuer().lose();

                assertThat(AtOnce.times(50, () -> alice.get("/own/outlived")))
                        .allSatisfy(answer -> assertThat(answer).hasStatus(200));
                assertThat(bob.get("/own/rotated")).isProblem(401);
                assertThat(carol.get("/own/not-his")).hasStatus(200);
                Until.holds("an end of the requests to the dead node", () -> rotated.isDone() && unheard.isDone());
            }
        }
    }

    /** As after a failover of Redis that forgot who refreshes. Keycloak refuses the refresh token that was spent meanwhile. */
    @Test
    void livesOnWithTheTokensThatAnotherNodeGotWhenThisOnesRefreshIsRefused() {
        try (var _ = cluster.realm().changeClient("gateway", "access.token.lifespan", "4")) {
            var alice = expired("alice");
            var late = "/own/" + UUID.randomUUID();
            var quick = "/own/" + UUID.randomUUID();
            cluster.realm().forgetEvents();
            cluster.issuer().slow(Duration.ofSeconds(3), Duration.ZERO);
            var asked = cluster.issuer().questions();
            var waiting = CompletableFuture.supplyAsync(() -> on(0, alice, RawRequest.get(late)));
            Until.holds("a refresh", () -> cluster.issuer().questions() > asked);
            cluster.issuer().slow(Duration.ZERO, Duration.ZERO);
            forgetWhoRefreshes();

            assertThat(on(1, alice, RawRequest.get(quick))).hasStatus(200);

            assertThat(waiting.join()).hasStatus(200);
            assertThat(cluster.realm().events("REFRESH_TOKEN_ERROR")).isEqualTo(1);
            assertThat(cluster.service().onlyRequestTo(late).token())
                    .isEqualTo(cluster.service().onlyRequestTo(quick).token());
            assertThat(alice.get("/bff/session")).hasStatus(200);
        }
    }

    @Test
    void isRefreshedOnceMoreWhenWhatAnotherNodeGotIsOverToo() {
        try (var _ = cluster.realm().changeClient("gateway", "access.token.lifespan", "2");
                var _ = cluster.realm().change("revokeRefreshToken", false)) {
            var alice = expired("alice");
            var path = "/own/" + UUID.randomUUID();
            var begun = Instant.now();

            assertThat(overtaken(alice, path, Duration.ZERO, Duration.ofSeconds(6)))
                    .hasStatus(200);

            assertThat(cluster.service().onlyRequestTo(path).token().expiry()).isAfter(begun.plusSeconds(6));
        }
    }

    /** Keycloak takes a refresh token that comes twice for a theft, and honours none that came after it. */
    @Test
    void isOverWhenItsRefreshIsRefusedAndWhatAnotherNodeGotHasExpired() {
        try (var _ = cluster.realm().changeClient("gateway", "access.token.lifespan", "2")) {
            var alice = expired("alice");
            var path = "/own/" + UUID.randomUUID();

            assertThat(overtaken(alice, path, Duration.ofSeconds(6), Duration.ZERO))
                    .isProblem(401);

            assertThat(cluster.service().requestsTo(path)).isEmpty();
        }
    }

    /** Before Keycloak has rotated it the refresh token is of no use any more; afterwards what it brought is. */
    @ParameterizedTest
    @CsvSource({"3, 0", "0, 3"})
    void isOverForARequestThatWaitsForItsTokenWhenItEndsMeanwhile(int toArrive, int toComeBack) {
        try (var _ = cluster.realm().changeClient("gateway", "access.token.lifespan", "4")) {
            var alice = expired("alice");
            var path = "/own/" + UUID.randomUUID();
            cluster.issuer().slow(Duration.ofSeconds(toArrive), Duration.ofSeconds(toComeBack));
            var asked = cluster.issuer().questions();
            var waiting = CompletableFuture.supplyAsync(() -> on(0, alice, RawRequest.get(path)));
            Until.holds("a refresh", () -> cluster.issuer().questions() > asked);

            assertThat(on(1, alice, RawRequest.of("POST", "/bff/logout").header("X-CSRF", "1")))
                    .hasStatus(200);

            assertThat(waiting.join()).isProblem(401);
            assertThat(cluster.service().requestsTo(path)).isEmpty();
        }
    }

    @Test
    void isRefreshedAheadOfItsExpiryAndNobodyWaitsNorMindsAFailure() {
        try (var _ = cluster.realm().changeClient("gateway", "access.token.lifespan", "20")) {
            var alice = cluster.browser().logIn("alice");
            var before = tokenOf(alice);
            Until.past(before.expiry().minusMillis(3_800));
            cluster.issuer().slow(Duration.ofMinutes(1), Duration.ZERO);
            var asked = cluster.issuer().questions();

            assertThat(tokenOf(alice)).as("while it is refreshed").isEqualTo(before);
            Until.holds("a refresh", () -> cluster.issuer().questions() > asked);
            cluster.issuer().lose();
            assertThat(tokenOf(alice)).as("when that has failed").isEqualTo(before);

            Until.holds("the next token", () -> hasOtherThan(before, alice));
        }
    }

    @Test
    void isAnsweredWith503WhenRedisStopsUnderLoadAndNothingElseIs() {
        var alice = usedOnEveryNode("alice");
        var token = cluster.realm().robotToken();

        try (var sessions = Load.of(() -> on(0, alice, RawRequest.get("/own/load")));
                var others = Load.of(
                        () -> RawRequest.get("/public/load").sendTo(cluster.url(0)),
                        () -> RawRequest.get("/orders/load").bearer(token).sendTo(cluster.url(0)))) {
            sessions.hasGoneOn();
            others.hasGoneOn();
            try (var _ = cluster.ofRedis()) {
                Until.holds("503", () -> sessions.statuses().contains(503));
                others.hasGoneOn();
            }
            Until.holds("401", () -> sessions.statuses().contains(401));

            assertThat(sessions.statuses()).containsExactlyInAnyOrder(200, 401, 503);
            assertThat(others.statuses()).containsExactly(200);
        }
    }

    @Test
    void endsOnceForALogoutTokenWhicheverNodesItComesTo() {
        var alice = usedOnEveryNode("alice");
        var form = "logout_token="
                + cluster.realm()
                        .logoutToken(tokenOf(alice))
                        .signedWith(cluster.realm().key().pair().getPrivate());
        var request = RawRequest.of("POST", "/bff/backchannel-logout").body(FORM, form);

        assertThat(request.sendTo(cluster.url(0))).hasStatus(200);
        assertThat(request.sendTo(cluster.url(1))).hasStatus(400).hasHeaderContaining("cache-control", "no-store");

        Until.past(Instant.now().plus(ONE_SECOND));
        assertRefusedOnEveryNode(alice);
    }

    @Test
    void isAnsweredWith503WhileRedisIsAwayAndNothingElseIs() {
        var alice = usedOnEveryNode("alice");
        var client = cluster.browser();
        var bearer = Map.of("Authorization", "Bearer " + cluster.realm().robotToken());

        try (var _ = cluster.ofRedis()) {
            Until.past(Instant.now().plus(ONE_SECOND));
            for (int node = 0; node < Cluster.NODES; node++) {
                cluster.to(node);
                assertThat(alice.get("/own/away")).isProblem(503).hasHeader("retry-after", "10");
                assertThat(alice.get("/bff/session")).isProblem(503);
                assertThat(on(node, alice, RawRequest.of("POST", "/bff/logout").header("X-CSRF", "1")))
                        .isProblem(503)
                        .hasNoHeader("set-cookie");
                assertThat(client.get("/public/there")).hasStatus(200);
                assertThat(client.send("GET", "/orders/there", bearer, null)).hasStatus(200);
            }
            cluster.restart(2);
            cluster.to(2);
            assertThat(client.get("/public/there")).hasStatus(200);
        }

        for (int node = 0; node < Cluster.NODES; node++) {
            cluster.to(node);
            Until.holds("Redis found again", () -> alice.get("/own/back").status() == 401);
            assertThat(cluster.browser().logIn("alice").get("/own/back")).hasStatus(200);
        }
    }

    @Test
    void takesAtMostTwoKilobytesOfRedis() {
        cluster.redis().ask("FLUSHALL");
        cluster.browser().logIn("alice");

        var bytes = cluster.redis().ask("KEYS *").stream()
                .collect(Collectors.toMap(
                        key -> key,
                        key -> Integer.valueOf(
                                cluster.redis().ask("MEMORY USAGE " + key).getFirst())));

        assertThat(bytes.values().stream().mapToInt(Integer::intValue).sum())
                .as("%s", bytes)
                .isBetween(500, 2048);
    }

    private Browser usedOnEveryNode(String username) {
        var browser = cluster.browser().logIn(username);
        for (int node = 0; node < Cluster.NODES; node++) {
            cluster.to(node);
            assertThat(browser.get("/own/used")).hasStatus(200);
        }
        cluster.toAll();
        return browser;
    }

    private void assertRefusedOnEveryNode(Browser browser) {
        for (int node = 0; node < Cluster.NODES; node++) {
            cluster.to(node);
            assertThat(browser.get("/own/refused")).isProblem(401);
            assertThat(browser.get("/bff/session")).isProblem(401);
        }
        cluster.toAll();
    }

    /** What one node answers whose refresh takes so long that another, which forgot who refreshes, is faster. */
    private Answer overtaken(Browser browser, String path, Duration toArrive, Duration toComeBack) {
        cluster.issuer().slow(toArrive, toComeBack);
        var asked = cluster.issuer().questions();
        var waiting = CompletableFuture.supplyAsync(() -> on(0, browser, RawRequest.get(path)));
        Until.holds("a refresh", () -> cluster.issuer().questions() > asked);
        cluster.issuer().slow(Duration.ZERO, Duration.ZERO);
        forgetWhoRefreshes();
        assertThat(on(1, browser, RawRequest.get("/own/quick"))).hasStatus(200);
        return waiting.join();
    }

    private void forgetWhoRefreshes() {
        cluster.redis()
                .ask("KEYS sallyport:lease:*")
                .forEach(lease -> cluster.redis().ask("DEL " + lease));
    }

    private static String idOfCurrent(Browser browser) {
        for (var session : browser.get("/bff/sessions").json().path("sessions")) {
            if (session.path("current").asBoolean()) {
                return session.path("id").asString();
            }
        }
        throw new AssertionError("No current session");
    }

    /** Asked of one node, and not by the balancer. */
    private Answer on(int node, Browser browser, RawRequest request) {
        var cookie = browser.cookie("__Host-session").orElseThrow().value();
        return request.header("Cookie", "__Host-session=" + cookie).sendTo(cluster.url(node));
    }

    private boolean hasOtherThan(Jwt token, Browser browser) {
        var path = "/own/" + UUID.randomUUID();
        return browser.get(path).status() == 200
                && !cluster.service().onlyRequestTo(path).token().equals(token);
    }

    private Jwt tokenOf(Browser browser) {
        var path = "/own/" + UUID.randomUUID();
        assertThat(browser.get(path)).hasStatus(200);
        return cluster.service().onlyRequestTo(path).token();
    }

    private Browser expired(String username) {
        var browser = cluster.browser().logIn(username);
        Until.past(tokenOf(browser).expiry());
        return browser;
    }

    private static CompletableFuture<Void> inBackground(Browser browser) {
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        return CompletableFuture.runAsync(() -> browser.newTab().get("/own/lost"), threads);
    }
}
