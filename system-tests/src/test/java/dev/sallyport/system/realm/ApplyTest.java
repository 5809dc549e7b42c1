package dev.sallyport.system.realm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.Keycloak;
import dev.sallyport.testkit.SallyportTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

@SallyportTest
class ApplyTest {

    /** Not declared there, and Keycloak's import fills it in otherwise than its API does. */
    private static final List<String> LEFT_TO_KEYCLOAK = List.of(
            "defaultClientScopes/=service_account",
            "LDAPStorageMapper",
            "krbPrincipalAttribute",
            "post.logout.redirect.uris=+",
            "/users/service-account-robot/enabled=",
            "/users/service-account-robot/realmRoles/=default-roles-REALM");

    private static final List<String> NAMES =
            List.of("a/b", "a%2Fb", "50%", "x;y", "v1.2", "two words", "q?r#s", "a+b", "주문");

    private final RealmTool tool;

    ApplyTest(Keycloak keycloak) {
        tool = new RealmTool(keycloak);
    }

    @AfterEach
    void deleteRealm() {
        tool.close();
    }

    @Test
    void buildsARealmOfEverythingStepByStepAsItImportsItAtOnce() {
        var everything = DeclaredRealm.resource("everything.json");
        tool.applied(DeclaredRealm.small());
        tool.adminEvents();

        tool.applied(everything);

        assertThat(tool.plan(everything)).returns(0, RealmTool.Run::exit);
        assertThat(tool.adminEvents()).isPositive();
        tool.applied(everything);
        assertThat(tool.adminEvents()).as("what a second apply writes").isZero();
        sameAsImported(everything);
    }

    private void sameAsImported(DeclaredRealm everything) {
        try (var imported = new RealmTool(tool.keycloak())) {
            assertThat(imported.apply(everything)).returns(0, RealmTool.Run::exit);
            assertThat(imported.plan(everything)).returns(0, RealmTool.Run::exit);
            assertThat(Exported.differences(tool, imported))
                    .as("all but what is left to Keycloak")
                    .filteredOn(line -> LEFT_TO_KEYCLOAK.stream().noneMatch(line::contains))
                    .filteredOn(line -> !line.endsWith("/description="))
                    .isEmpty();
        }
    }

    @Test
    void deletesOnlyWhatIsItsOwnAndOnlyWhenAsked() {
        var declared = DeclaredRealm.small().plus("/clients", Map.of("clientId", "shop"));
        tool.applied(declared);
        tool.admin().post("/" + tool.realm + "/clients", Map.of("clientId", "by-hand"));
        var without = declared.with("clients", List.of());

        assertThat(tool.plan(without).out()).contains("kept unless you say --prune:\n  client shop");
        assertThat(tool.apply(without, "--prune", "--protect", "client sh*"))
                .returns(1, RealmTool.Run::exit)
                .satisfies(run -> assertThat(run.err()).contains("Protected"));
        assertThat(tool.get("/clients?clientId=shop")).hasSize(1);

        assertThat(tool.apply(without, "--prune")).returns(0, RealmTool.Run::exit);
        assertThat(tool.get("/clients?clientId=shop")).isEmpty();
        assertThat(tool.get("/clients?clientId=by-hand")).hasSize(1);
    }

    @Test
    void doesNothingWithoutATerminalToAskInOrAYes() {
        var run = tool.run("apply", tool.file(DeclaredRealm.small()).toString());

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("say --yes");
        assertThat(tool.plan(DeclaredRealm.small())).returns(2, RealmTool.Run::exit);
    }

    @Test
    void keepsTheIdentityOfWhatIsRenamed() {
        tool.applied(DeclaredRealm.small().plus("/clients", Map.of("clientId", "shop")));
        var id = tool.get("/clients?clientId=shop").path(0).path("id").asString();
        var renamed = DeclaredRealm.small().plus("/clients", Map.of("clientId", "store"));

        var plan = tool.plan(renamed, "--rename", "client/shop=store");
        assertThat(plan.out()).contains("clientId  \"shop\" → \"store\"");
        assertThat(tool.apply(renamed, "--rename", "client/shop=store")).returns(0, RealmTool.Run::exit);

        assertThat(tool.get("/clients?clientId=store").path(0).path("id").asString())
                .isEqualTo(id);
        assertThat(tool.get("/clients?clientId=shop")).isEmpty();
    }

    @Test
    void carriesANewNameToAllThatNameIt() {
        tool.applied(named("catalog", "cook"));
        var renamed = named("goods", "baker");
        var renames = new String[] {"--rename", "client-scope/catalog=goods", "--rename", "role/cook=baker"};

        assertThat(tool.plan(renamed, renames).out()).contains("To create 0, to change 2, to delete 0.");
        assertThat(tool.apply(renamed, renames)).returns(0, RealmTool.Run::exit);

        assertThat(tool.plan(renamed)).returns(0, RealmTool.Run::exit);
    }

    private static DeclaredRealm named(String scope, String role) {
        return DeclaredRealm.small()
                .plus("/clientScopes", Map.of("name", scope, "protocol", "openid-connect"))
                .plus("/clients", Map.of("clientId", "shop", "optionalClientScopes", List.of(scope)))
                .plus("/roles/realm", Map.of("name", role))
                .plus("/roles/realm", Map.of("name", "chef", "composites", Map.of("realm", List.of(role))))
                .plus("/groups", Map.of("name", "staff", "realmRoles", List.of(role)));
    }

    @Test
    void leavesWhatTheFilesDoNotSay() {
        tool.applied(policy("One"));
        var place = "/" + tool.realm + "/client-policies/policies";
        var byHand = (ObjectNode) tool.get("/client-policies/policies");
        ((ObjectNode) byHand.path("policies").path(0)).put("enabled", true);
        tool.admin().put(place, byHand);

        tool.applied(policy("Other"));

        var policy = tool.get("/client-policies/policies").path("policies").path(0);
        assertThat(policy.path("description").asString()).isEqualTo("Other");
        assertThat(policy.path("enabled").asBoolean()).isTrue();
    }

    private static DeclaredRealm policy(String description) {
        var policy = Map.of(
                "name",
                "all",
                "description",
                description,
                "conditions",
                List.of(Map.of("condition", "any-client", "configuration", Map.of())));
        return DeclaredRealm.small().with("clientPolicies", Map.of("policies", List.of(policy)));
    }

    @Test
    void changesNothingIfANameIsWrong() {
        tool.applied(DeclaredRealm.small());
        var wrong = DeclaredRealm.small()
                .plus("/roles/realm", Map.of("name", "first"))
                .plus("/clients", Map.of("clientId", "shop", "optionalClientScopes", List.of("phnoe")));

        assertThat(tool.apply(wrong))
                .returns(1, RealmTool.Run::exit)
                .satisfies(run -> assertThat(run.err()).contains("Nothing was changed", "no client scope phnoe"));
        assertThat(tool.get("/roles?search=first")).isEmpty();
    }

    @Test
    void takesNamesOfAnyKind() {
        tool.applied(DeclaredRealm.small());
        tool.applied(namedByAnything("one"));
        tool.applied(namedByAnything("other"));

        assertThat(tool.plan(namedByAnything("other"))).returns(0, RealmTool.Run::exit);
        assertThat(tool.get("/roles?briefRepresentation=false").valueStream())
                .filteredOn(role -> role.path("description").asString("").equals("other"))
                .extracting(role -> role.path("name").asString())
                .containsExactlyInAnyOrderElementsOf(NAMES);

        tool.applied(DeclaredRealm.small(), "--prune");
        assertThat(tool.get("/roles").toString()).doesNotContain(NAMES);
        assertThat(tool.get("/groups")).isEmpty();
    }

    private static DeclaredRealm namedByAnything(String description) {
        var declared = DeclaredRealm.small();
        for (var name : NAMES) {
            declared = declared.plus("/roles/realm", Map.of("name", name, "description", description))
                    .plus("/roles/realm", Map.of("name", "all " + name, "composites", Map.of("realm", List.of(name))))
                    .plus("/groups", Map.of("name", name, "realmRoles", List.of(name)))
                    .plus("/clients", Map.of("clientId", name, "name", description));
        }
        return declared;
    }
}
