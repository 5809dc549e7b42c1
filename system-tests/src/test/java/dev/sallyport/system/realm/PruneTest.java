package dev.sallyport.system.realm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.Keycloak;
import dev.sallyport.testkit.SallyportTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the files made, and only that, goes when it is not in them any more. */
@SallyportTest
class PruneTest {

    private static final Map<String, ?> CUSTOMER = Map.of("name", "customer");
    private static final Map<String, ?> AUDITOR = Map.of("name", "auditor");

    /** Keycloak gives it a role of its own. */
    private static final Map<String, ?> GUARDED =
            Map.of("clientId", "guarded", "serviceAccountsEnabled", true, "authorizationServicesEnabled", true);

    private static final DeclaredRealm DECLARED = DeclaredRealm.small()
            .plus("/roles/realm", CUSTOMER)
            .plus("/roles/realm", AUDITOR)
            .plus("/groups", Map.of("name", "staff", "subGroups", List.of(Map.of("name", "support"))));

    private final RealmTool tool;

    PruneTest(Keycloak keycloak) {
        tool = new RealmTool(keycloak);
        tool.applied(DECLARED);
    }

    @AfterEach
    void deleteRealm() {
        tool.close();
    }

    @Test
    void leavesWhatSomebodyElseMadeAndTheFilesOnlyChanged() {
        tool.admin().post("/" + tool.realm + "/clients", Map.of("clientId", "by-hand"));
        tool.applied(DECLARED.plus(
                "/clients", Map.of("clientId", "by-hand", "name", "Ours", "attributes", Map.of("some", "thing"))));

        var plan = tool.plan(DECLARED, "--prune");

        assertThat(plan.exit()).as(plan.toString()).isZero();
        tool.applied(DECLARED);
        assertThat(tool.run("drift", tool.realm)).returns(0, RealmTool.Run::exit);
    }

    @Test
    void leavesTheWholeThatOthersMadePartsOf() {
        var staff = tool.get("/groups?search=staff").path(0).path("id").asString();
        tool.admin().post("/" + tool.realm + "/groups/" + staff + "/children", Map.of("name", "temp"));
        tool.applied(DECLARED.plus("/clients", GUARDED));
        var without = DECLARED.with("groups", List.of());

        var plan = tool.plan(without, "--prune");
        tool.applied(without, "--prune");

        assertThat(plan.out())
                .contains(
                        "- client guarded\n",
                        "- group /staff/support\n",
                        "because others made parts of it:\n  group /staff\n")
                .contains("to delete 2.");
        assertThat(tool.get("/groups/" + staff + "/children"))
                .extracting(group -> group.path("name").asString())
                .containsExactly("temp");
        assertThat(tool.run("drift", tool.realm)).returns(0, RealmTool.Run::exit);
    }

    @Test
    void takesWhatThingsWereGivenAndListsItBefore() {
        var given = DECLARED.with("groups", List.of(Map.of("name", "staff", "realmRoles", List.of("auditor"))))
                .with("roles", Map.of("realm", List.of(CUSTOMER, boss(), AUDITOR)))
                .with("localizationTexts", Map.of("en", Map.of("x", "Y", "z", "Z")));
        tool.applied(given);
        var without = given.with("groups", List.of(Map.of("name", "staff")))
                .with("roles", Map.of("realm", List.of(CUSTOMER, Map.of("name", "boss"), AUDITOR)))
                .with("localizationTexts", Map.of("en", Map.of("x", "Y")));
        var parts = List.of("  group /staff: realmRoles\n", "  composites of role boss: realm\n", "  texts en: z\n");

        assertThat(tool.plan(without).out()).contains(parts);
        tool.applied(without);
        assertThat(tool.plan(without)).as("it is not forgotten").returns(0, RealmTool.Run::exit);
        assertThat(tool.plan(without).out()).contains(parts);

        tool.applied(without, "--prune");
        assertThat(tool.get("/roles/boss/composites")).isEmpty();
        assertThat(tool.get("/localization/en").has("z")).isFalse();
        assertThat(tool.get("/groups?search=staff&briefRepresentation=false")
                        .path(0)
                        .path("realmRoles"))
                .isEmpty();
        assertThat(tool.plan(without, "--prune")).returns(0, RealmTool.Run::exit);
        assertThat(tool.run("drift", tool.realm)).returns(0, RealmTool.Run::exit);
    }

    private static Map<String, ?> boss() {
        return Map.of("name", "boss", "composites", Map.of("realm", List.of("auditor")));
    }
}
