package dev.sallyport.system.realm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.Keycloak;
import dev.sallyport.testkit.SallyportTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@SallyportTest
class DriftTest {

    private static final DeclaredRealm DECLARED = DeclaredRealm.small()
            .plus("/clients", Map.of("clientId", "shop", "name", "Shop", "secret", "${env:SHOP_SECRET}"))
            .plus("/clients", Map.of("clientId", "app", "redirectUris", List.of("${env:APP}", "${env:OTHER_APP}")))
            .plus("/roles/realm", Map.of("name", "customer"));

    private static final String MEMORY = "sallyport.realm.applied";

    private final RealmTool tool;

    DriftTest(Keycloak keycloak) {
        tool = new RealmTool(keycloak)
                .environment("APP", "https://app.example/cb")
                .environment("OTHER_APP", "https://other.example/cb");
        assertThat(tool.apply(DECLARED)).returns(0, RealmTool.Run::exit);
    }

    @AfterEach
    void deleteRealm() {
        tool.close();
    }

    @Test
    void isNoneAfterAnApply() {
        var drift = tool.run("drift", tool.realm);

        assertThat(drift.exit()).as(drift.toString()).isZero();
    }

    @Test
    void isWhatWasChangedMadeAndDeletedByHand() {
        var id = tool.get("/clients?clientId=shop").path(0).path("id").asString();
        var path = "/" + tool.realm;
        tool.admin().put(path + "/clients/" + id, Map.of("clientId", "shop", "name", "Mine", "secret", "stolen"));
        tool.admin().post(path + "/clients", Map.of("clientId", "backdoor"));
        tool.admin().delete(path + "/roles/customer");
        var account = tool.get("/clients?clientId=account").path(0).path("id").asString();
        tool.admin().put(path + "/clients/" + account, Map.of("clientId", "account", "consentRequired", true));

        var drift = tool.run("drift", tool.realm);

        assertThat(drift.exit()).isEqualTo(2);
        assertThat(drift.out())
                .contains("~ client shop\n", "name  \"Shop\" → \"Mine\"", "secret  changed")
                .contains("+ client backdoor\n", "- role customer\n")
                .contains("~ client account\n    in what the files do not say")
                .doesNotContain("stolen", "shop-secret")
                .contains("By hand: created 1, changed 2, deleted 1.");
    }

    @Test
    void isWhatWasChangedInAuthorizationServices() {
        var guarded =
                Map.of("clientId", "guarded", "authorizationServicesEnabled", true, "serviceAccountsEnabled", true);
        assertThat(tool.apply(DECLARED.plus("/clients", guarded))).returns(0, RealmTool.Run::exit);
        assertThat(tool.run("drift", tool.realm)).returns(0, RealmTool.Run::exit);

        var id = tool.get("/clients?clientId=guarded").path(0).path("id").asString();
        var server = "/" + tool.realm + "/clients/" + id + "/authz/resource-server";
        tool.admin().post(server + "/resource", Map.of("name", "safe", "ownerManagedAccess", false));

        assertThat(tool.run("drift", tool.realm))
                .returns(2, RealmTool.Run::exit)
                .satisfies(drift ->
                        assertThat(drift.out()).contains("~ client guarded\n    in what the files do not say"));
    }

    @Test
    void isNoneAfterSomethingWasPrunedOrGotAnotherName() {
        var without = DECLARED.minus("/roles/realm", "name", "customer")
                .changed("/clients", "clientId", "app", app -> app.put("clientId", "site"));
        assertThat(tool.apply(without, "--prune", "--rename", "client/app=site"))
                .returns(0, RealmTool.Run::exit);

        var drift = tool.run("drift", tool.realm);

        assertThat(drift.exit()).as(drift.toString()).isZero();
    }

    @Test
    void isNoneWhenTheFilesHaveTakenItOver() {
        tool.admin().post("/" + tool.realm + "/roles", Map.of("name", "auditor"));
        assertThat(tool.run("drift", tool.realm).out()).contains("+ role auditor\n");

        assertThat(tool.apply(DECLARED.plus("/roles/realm", Map.of("name", "auditor"))))
                .returns(0, RealmTool.Run::exit)
                .satisfies(run -> assertThat(run.out()).contains("Nothing to do"));

        var drift = tool.run("drift", tool.realm);
        assertThat(drift.exit()).as(drift.toString()).isZero();
    }

    @Test
    void saysAfterAnUpgradeWhatItDoesNotSee() throws IOException {
        lastAppliedWith("26.0.0");
        tool.admin().post("/" + tool.realm + "/roles", Map.of("name", "auditor"));
        tool.admin().delete("/" + tool.realm + "/roles/customer");

        var drift = tool.run("drift", tool.realm);
        assertThat(drift.out())
                .contains("Keycloak was 26.0.0 at the last apply, and is ", "- role customer\n")
                .doesNotContain("auditor");
        assertThat(tool.run("drift", "--json", tool.realm)
                        .json()
                        .path("seesAll")
                        .asBoolean(true))
                .isFalse();

        tool.applied(DECLARED);
        tool.admin().put("/" + tool.realm + "/roles/auditor", Map.of("name", "auditor", "description", "Audits"));
        assertThat(tool.run("drift", tool.realm).out())
                .contains("~ role auditor\n")
                .doesNotContain("Keycloak was");
    }

    /** What an upgrade leaves: what is remembered comes from another version. */
    private void lastAppliedWith(String version) throws IOException {
        var realm = (ObjectNode) tool.get("");
        var attributes = realm.withObjectProperty("attributes");
        var packed = Base64.getDecoder().decode(attributes.path(MEMORY).asString());
        var memory = (ObjectNode) new JsonMapper().readTree(new GZIPInputStream(new ByteArrayInputStream(packed)));
        var bytes = new ByteArrayOutputStream();
        try (var packing = new GZIPOutputStream(bytes)) {
            packing.write(memory.put("keycloak", version).toString().getBytes(UTF_8));
        }
        attributes.put(MEMORY, Base64.getEncoder().encodeToString(bytes.toByteArray()));
        tool.admin().put("/" + tool.realm, realm);
    }

    @Test
    void isUnknownWhereNothingWasApplied() {
        var drift = tool.run("drift", "master");

        assertThat(drift.exit()).isEqualTo(1);
        assertThat(drift.err()).contains("Nothing was applied to the realm master yet");
    }
}
