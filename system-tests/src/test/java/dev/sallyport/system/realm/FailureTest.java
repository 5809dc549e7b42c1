package dev.sallyport.system.realm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.Keycloak;
import dev.sallyport.testkit.SallyportTest;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes wrong, a plan shows what is left, and the next apply does it. */
@SallyportTest
class FailureTest {

    private static final DeclaredRealm BEFORE = DeclaredRealm.small();
    private static final DeclaredRealm AFTER = BEFORE.plus("/roles/realm", Map.of("name", "first"))
            .plus("/roles/realm", Map.of("name", "second"))
            .plus("/clientScopes", Map.of("name", "orders:read", "protocol", "openid-connect"))
            .plus("/clients", Map.of("clientId", "shop", "secret", "${env:SHOP_SECRET}"))
            .with("displayName", "After");

    private final Keycloak keycloak;
    private final RealmTool tool;

    FailureTest(Keycloak keycloak) {
        this.keycloak = keycloak;
        tool = new RealmTool(keycloak);
        tool.make(BEFORE);
    }

    @AfterEach
    void deleteRealm() {
        tool.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 429, 503})
    void goesOnAfterAnAnswerThatSaysToComeAgain(int status) throws IOException {
        var calls = new AtomicInteger();
        try (var trouble = trouble((method, path) ->
                path.endsWith("/clients") && method.equals("POST") && calls.getAndIncrement() == 0 ? status : 0)) {

            var run = through(trouble).apply(AFTER);

            assertThat(run.exit()).as(run.toString()).isZero();
            assertThat(calls.get()).isEqualTo(2);
            assertThat(tool.plan(AFTER)).returns(0, RealmTool.Run::exit);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 409, 500, -1})
    void stopsAtWhatCannotBeDoneAndShowsWhatIsLeft(int status) throws IOException {
        try (var trouble = trouble((method, path) -> path.endsWith("/clients") && method.equals("POST") ? status : 0)) {
            var run = through(trouble).apply(AFTER);

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err())
                    .contains("to create client shop", "A plan shows what is left")
                    .doesNotContain("\tat ");
        }

        tool.environment("SALLYPORT_KEYCLOAK_URL", keycloak.url());
        assertThat(tool.plan(AFTER).out())
                .contains("+ client shop", "To create 1, to change 0, to delete 0.")
                .doesNotContain("role", "client scope");
        assertThat(tool.apply(AFTER)).returns(0, RealmTool.Run::exit);
        assertThat(tool.plan(AFTER)).returns(0, RealmTool.Run::exit);
    }

    @Test
    void stopsWhenSomeoneElseChangesTheSameThingMeanwhile() throws IOException {
        var once = new AtomicInteger();
        assertThat(tool.apply(AFTER)).returns(0, RealmTool.Run::exit);
        var more = AFTER.plus("/roles/realm", Map.of("name", "third"))
                .changed("/clients", "clientId", "shop", shop -> shop.put("name", "Ours"));
        var id = tool.get("/clients?clientId=shop").path(0).path("id").asString();
        try (var trouble = trouble((method, path) -> {
            if (path.endsWith("/roles") && method.equals("POST") && once.getAndIncrement() == 1) {
                tool.admin().put("/" + tool.realm + "/clients/" + id, Map.of("clientId", "shop", "name", "Theirs"));
            }
            return 0;
        })) {
            var run = through(trouble)
                    .apply(more.changed("/clients", "clientId", "shop", shop -> shop.put("name", "Ours")));

            assertThat(run.exit()).as(run.toString()).isEqualTo(1);
            assertThat(run.err()).contains("Someone else has changed the name of client shop");
        }
        tool.environment("SALLYPORT_KEYCLOAK_URL", keycloak.url());
        assertThat(tool.plan(more).out())
                .contains("name  \"Theirs\" → \"Ours\"")
                .doesNotContain("third");
    }

    @Test
    void doesNotApplyAnotherPlanThanWasShown() {
        var reviewed = tool.plan(AFTER, "--json").json().path("fingerprint").asString();
        tool.admin().post("/" + tool.realm + "/roles", Map.of("name", "first"));

        var run = tool.apply(AFTER, "--expect", reviewed);

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("This is not the plan that was expected");
        assertThat(tool.get("/clients?clientId=shop")).isEmpty();
    }

    @Test
    void letsOneApplyAtATimeInButNoDeadOneForEver() {
        lock(Instant.now().plusSeconds(60));
        var refused = tool.apply(AFTER);
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("Another apply is at work in this realm (by a test)");
        assertThat(tool.get("/clients?clientId=shop")).isEmpty();

        tool.admin().delete("/" + tool.realm + "/roles/sallyport-realm-apply");
        lock(Instant.now().minusSeconds(5));
        assertThat(tool.apply(AFTER)).returns(0, RealmTool.Run::exit);
        assertThat(tool.get("/roles?search=sallyport-realm-apply")).isEmpty();
    }

    private void lock(Instant until) {
        tool.admin()
                .post(
                        "/" + tool.realm + "/roles",
                        Map.of(
                                "name",
                                "sallyport-realm-apply",
                                "description",
                                "by a test",
                                "attributes",
                                Map.of("until", List.of(until.toString()))));
    }

    @Test
    void stopsWhenTheRealmChangedAfterThePlanWasShown() throws IOException {
        var once = new AtomicInteger();
        try (var trouble = trouble((method, path) -> {
            if (path.endsWith("/roles") && method.equals("POST") && once.getAndIncrement() == 0) {
                tool.admin().post("/" + tool.realm + "/roles", Map.of("name", "first"));
            }
            return 0;
        })) {
            var run = through(trouble).apply(AFTER);

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err()).contains("The realm has changed since the plan was made: plan again");
        }
        assertThat(tool.get("/clients?clientId=shop")).isEmpty();
        assertThat(tool.get("/roles?search=sallyport-realm-apply")).isEmpty();
    }

    /** The first is held up until the second has asked to be let in. */
    @Test
    void appliesOnceWhenTwoTryAtTheSameTime() throws Exception {
        var knocked = new CountDownLatch(4);
        try (var trouble = trouble((method, path) -> {
            if (path.endsWith("/roles") && method.equals("POST")) {
                knocked.countDown();
            } else if (path.endsWith("/client-scopes") && method.equals("POST")) {
                knocked.await(60, TimeUnit.SECONDS);
            }
            return 0;
        })) {
            var file = tool.file(AFTER).toString();
            var one = through(trouble).started("apply", "--yes", "--wait", "60", file);
            var other = tool.started("apply", "--yes", "--wait", "60", file);
            var runs = List.of(one.end(), other.end());

            assertThat(runs).extracting(RealmTool.Run::exit).containsExactlyInAnyOrder(0, 1);
            assertThat(runs)
                    .extracting(RealmTool.Run::err)
                    .anySatisfy(err -> assertThat(err).contains("The realm has changed since the plan was made"));
        }
        tool.environment("SALLYPORT_KEYCLOAK_URL", keycloak.url());
        assertThat(tool.get("/admin-events?resourceTypes=CLIENT&operationTypes=CREATE"))
                .hasSize(1);
        assertThat(tool.plan(AFTER)).returns(0, RealmTool.Run::exit);
    }

    @Test
    void namesTheRightThatIsMissing() {
        var declared = BEFORE.with(
                "users",
                List.of(Map.of(
                        "username", "viewer",
                        "enabled", true,
                        "email", "v@example.com",
                        "firstName", "V",
                        "lastName", "W",
                        "clientRoles", Map.of("realm-management", List.of("view-realm", "view-clients")))));
        assertThat(tool.apply(declared)).returns(0, RealmTool.Run::exit);
        var id = tool.admin().userId(tool.realm, "viewer");
        tool.admin()
                .put(
                        "/" + tool.realm + "/users/" + id + "/reset-password",
                        Map.of("type", "password", "value", "viewer"));

        var plan = tool.as("viewer", "viewer")
                .environment("SALLYPORT_ADMIN_REALM", tool.realm)
                .plan(BEFORE);

        assertThat(plan.exit()).isEqualTo(1);
        assertThat(plan.err()).contains("does not let user viewer do this", "manage-realm");
    }

    @Test
    void saysWhoIsNotLetIn() {
        var plan = tool.as("admin", "wrong").plan(BEFORE);

        assertThat(plan.exit()).isEqualTo(1);
        assertThat(plan.err())
                .contains("gives no token to user admin of the realm master")
                .doesNotContain("wrong");
    }

    @Test
    void saysThatThereIsNoKeycloak() {
        var plan =
                tool.environment("SALLYPORT_KEYCLOAK_URL", "http://localhost:1").plan(BEFORE);

        assertThat(plan.exit()).isEqualTo(1);
        assertThat(plan.err())
                .contains("No answer from Keycloak at http://localhost:1")
                .doesNotContain("\tat ");
    }

    private Interference trouble(Interference.Trouble trouble) throws IOException {
        return new Interference(keycloak.url(), trouble);
    }

    private RealmTool through(Interference trouble) {
        return tool.environment("SALLYPORT_KEYCLOAK_URL", trouble.url());
    }
}
