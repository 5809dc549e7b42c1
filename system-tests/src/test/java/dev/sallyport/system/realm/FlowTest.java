package dev.sallyport.system.realm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.Keycloak;
import dev.sallyport.testkit.SallyportTest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An authentication flow that the realm and a client run, which Keycloak refuses to delete, is made another. */
@SallyportTest
class FlowTest {

    private static final DeclaredRealm BEFORE = running("auth-username-password-form");
    private static final DeclaredRealm AFTER = running("auth-username-form", "auth-password-form");

    private final Keycloak keycloak;
    private final RealmTool tool;

    FlowTest(Keycloak keycloak) {
        this.keycloak = keycloak;
        tool = new RealmTool(keycloak);
        tool.make(DeclaredRealm.small());
        tool.applied(BEFORE);
    }

    @AfterEach
    void deleteRealm() {
        tool.close();
    }

    @Test
    void isReplacedAtOnceAndOnceMoreAfterAnApplyThatDied() throws IOException {
        tool.applied(AFTER);
        runs("auth-username-form", "auth-password-form");

        var steps = new AtomicInteger();
        try (var trouble = new Interference(
                keycloak.url(),
                (method, path) ->
                        path.endsWith("/authentication/executions") && steps.getAndIncrement() == 2 ? 500 : 0)) {
            var died = tool.environment("SALLYPORT_KEYCLOAK_URL", trouble.url()).apply(BEFORE);
            assertThat(died.exit()).as(died.toString()).isEqualTo(1);
        }
        tool.environment("SALLYPORT_KEYCLOAK_URL", keycloak.url());
        var realm = tool.get("").path("browserFlow").asString();
        assertThat(realm).startsWith("own browser - replaced ");
        assertThat(authenticators(realm)).contains("auth-username-form", "auth-password-form");
        assertThat(tool.plan(BEFORE).out()).contains("flow own browser\n", "- flow " + realm + "\n");

        tool.applied(BEFORE);
        runs("auth-username-password-form");
    }

    /** Two of its steps have one authenticator at one depth; nothing but its requirements and settings can be changed. */
    @Test
    void ofKeycloaksOwnIsChangedInPlaceOrNotAtAll() {
        var live = tool.admin().post("/" + tool.realm + "/partial-export", Map.of());
        var exported = BEFORE.with("authenticationFlows", live.path("authenticationFlows"))
                .with("authenticatorConfig", live.path("authenticatorConfig"));
        var changed = exported.changed("/authenticationFlows", "alias", "Browser - Conditional 2FA", FlowTest::disable)
                .changed("/authenticationFlows", "alias", "browser", FlowTest::disable)
                .changed(
                        "/authenticatorConfig",
                        "alias",
                        "review profile config",
                        config -> ((ObjectNode) config.path("config")).put("update.profile.on.first.login", "on"));

        tool.applied(changed);

        assertThat(tool.plan(changed)).returns(0, RealmTool.Run::exit);
        assertThat(conditions()).containsExactly("REQUIRED", "DISABLED");
        assertThat(tool.get("/authentication/flows").toString()).doesNotContain("replaced");
        tool.adminEvents();
        var other = changed.changed(
                "/authenticationFlows",
                "alias",
                "browser",
                flow -> ((ArrayNode) flow.path("authenticationExecutions")).remove(0));
        assertThat(tool.apply(other))
                .returns(1, RealmTool.Run::exit)
                .satisfies(run -> assertThat(run.err()).contains("Keycloak's own flow browser cannot get other steps"));
        assertThat(tool.plan(changed)).returns(0, RealmTool.Run::exit);
    }

    private static void disable(ObjectNode flow) {
        ((ObjectNode) flow.path("authenticationExecutions").path(0)).put("requirement", "DISABLED");
    }

    private List<String> conditions() {
        return tool.get("/authentication/flows/browser/executions")
                .valueStream()
                .filter(step -> step.path("providerId").asString("").equals("conditional-user-configured"))
                .map(step -> step.path("requirement").asString())
                .toList();
    }

    private void runs(String... steps) {
        assertThat(tool.get("").path("browserFlow").asString()).isEqualTo("own browser");
        assertThat(authenticators("own%20browser")).contains(steps).hasSize(steps.length + 1);
        var flows = tool.get("/authentication/flows").valueStream().toList();
        assertThat(flows).noneMatch(flow -> flow.path("alias").asString().contains("replaced"));
        var own = flows.stream()
                .filter(flow -> flow.path("alias").asString().equals("own browser"))
                .map(flow -> flow.path("id").asString());
        var shop = tool.get("/clients?clientId=shop").path(0).path("authenticationFlowBindingOverrides");
        assertThat(own).containsExactly(shop.path("browser").asString());
    }

    private List<String> authenticators(String flow) {
        return tool.get("/authentication/flows/" + flow.replace(" ", "%20") + "/executions")
                .valueStream()
                .filter(execution -> execution.has("providerId"))
                .map(execution -> execution.path("providerId").asString())
                .toList();
    }

    private static DeclaredRealm running(String... forms) {
        var steps = Stream.of(forms)
                .map(form -> Map.of("authenticator", form, "requirement", "REQUIRED"))
                .toList();
        var browser = List.of(
                Map.of("authenticator", "auth-cookie", "requirement", "ALTERNATIVE", "priority", 10),
                Map.of(
                        "flowAlias",
                        "own forms",
                        "authenticatorFlow",
                        true,
                        "requirement",
                        "ALTERNATIVE",
                        "priority",
                        20));
        return DeclaredRealm.small()
                .plus("/authenticationFlows", flow("own browser", true, browser))
                .plus("/authenticationFlows", flow("own forms", false, steps))
                .with("browserFlow", "own browser")
                .plus(
                        "/clients",
                        Map.of(
                                "clientId",
                                "shop",
                                "authenticationFlowBindingOverrides",
                                Map.of("browser", "own browser")));
    }

    private static Map<String, Object> flow(String alias, boolean topLevel, List<?> executions) {
        return Map.of(
                "alias",
                alias,
                "providerId",
                "basic-flow",
                "topLevel",
                topLevel,
                "authenticationExecutions",
                executions);
    }
}
