package dev.sallyport.system.realm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.Keycloak;
import dev.sallyport.testkit.SallyportTest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the files do not give any more, nobody has any more. */
@SallyportTest
class RevocationTest {

    private static final DeclaredRealm DECLARED = DeclaredRealm.small()
            .with("domains", Map.of("orders", Map.of("scopes", Map.of("read", "true", "refund", "'x' in user.groups"))))
            .with("access", Map.of("robot", List.of("orders:read"), "shop", List.of("orders")))
            .plus("/clients", Map.of("clientId", "orders"))
            .plus("/clients", Map.of("clientId", "shop"))
            .plus("/clients", Map.of("clientId", "robot"));

    private static final DeclaredRealm WITHOUT_REFUND =
            DECLARED.with("domains", Map.of("orders", Map.of("scopes", Map.of("read", "true"))));

    private final Keycloak keycloak;
    private final RealmTool tool;

    RevocationTest(Keycloak keycloak) {
        this.keycloak = keycloak;
        tool = new RealmTool(keycloak);
        tool.applied(DECLARED);
    }

    @AfterEach
    void deleteRealm() {
        tool.close();
    }

    @Test
    void closesAScopeThatIsKeptWithoutItsRule() {
        tool.applied(WITHOUT_REFUND);

        assertThat(rules()).contains("{\"key\":\"orders:refund\",\"value\":\"false\"}");
        assertThat(tool.plan(WITHOUT_REFUND))
                .returns(0, RealmTool.Run::exit)
                .satisfies(plan -> assertThat(plan.out()).contains("  client scope orders:refund"));
        tool.adminEvents();
        tool.applied(WITHOUT_REFUND);
        assertThat(tool.adminEvents()).as("what a second apply writes").isZero();
        assertThat(tool.run("drift", tool.realm)).returns(0, RealmTool.Run::exit);
    }

    @Test
    void hasNoScopeWithoutItsRuleWhileItIsDeleted() throws IOException {
        var open = new ConcurrentLinkedQueue<String>();
        try (var watched = new Interference(keycloak.url(), (method, path) -> {
            if (!method.equals("GET") && isThere("orders:refund") && !rules().contains("orders:refund")) {
                open.add(method + " " + path);
            }
            return 0;
        })) {
            tool.environment("SALLYPORT_KEYCLOAK_URL", watched.url());
            tool.applied(WITHOUT_REFUND, "--prune");
        }

        tool.environment("SALLYPORT_KEYCLOAK_URL", keycloak.url());
        assertThat(open).as("calls that were made while everybody had it").isEmpty();
        assertThat(isThere("orders:refund")).isFalse();
        assertThat(rules()).doesNotContain("orders:refund");
        assertThat(tool.plan(WITHOUT_REFUND, "--prune")).returns(0, RealmTool.Run::exit);
    }

    @Test
    void endsAClaimInAnswersThatItIsNotForAnyMore() {
        tool.applied(DECLARED.with("claims", Map.of("https://shop.example/tenant", "'north'")));
        var narrower = DECLARED.with(
                "claims", Map.of("https://shop.example/tenant", Map.of("value", "'north'", "in", List.of("id"))));

        tool.applied(narrower);
        assertThat(mappers())
                .extracting(mapper -> mapper.path("name").asString())
                .containsExactlyInAnyOrder("domain scopes", "private claims in id");

        tool.applied(DECLARED);
        assertThat(mappers())
                .extracting(mapper -> mapper.path("name").asString())
                .containsExactly("domain scopes");
    }

    @Test
    void takesScopesFromAClientThatHasNoAccessAnyMore() {
        var less = DECLARED.with("access", Map.of("shop", List.of("orders")));

        assertThat(tool.plan(less).out()).contains("~ client robot\n    optionalClientScopes", "- \"orders:read\"");
        tool.applied(less);

        assertThat(optionalScopes("robot")).contains("phone").doesNotContain("orders", "orders:read");
        assertThat(optionalScopes("shop")).contains("orders", "orders:read", "orders:refund");
        assertThat(tool.plan(less)).returns(0, RealmTool.Run::exit);
        assertThat(tool.run("drift", tool.realm)).returns(0, RealmTool.Run::exit);
    }

    private List<String> optionalScopes(String client) {
        return tool.get("/clients?clientId=" + client)
                .path(0)
                .path("optionalClientScopes")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    private boolean isThere(String scope) {
        return tool.get("/client-scopes")
                .valueStream()
                .anyMatch(each -> each.path("name").asString().equals(scope));
    }

    private String rules() {
        return mappers().stream()
                .filter(mapper -> mapper.path("name").asString().equals("domain scopes"))
                .map(mapper -> mapper.path("config").path("rules").asString())
                .findFirst()
                .orElseThrow();
    }

    private List<JsonNode> mappers() {
        return tool.get("/client-scopes")
                .valueStream()
                .filter(scope -> scope.path("name").asString().equals("domain"))
                .flatMap(scope -> scope.path("protocolMappers").valueStream())
                .toList();
    }
}
