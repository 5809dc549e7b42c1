package dev.sallyport.system.realm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.Keycloak;
import dev.sallyport.testkit.SallyportTest;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SallyportTest
class ExportTest {

    private final RealmTool tool;

    ExportTest(Keycloak keycloak) {
        tool = new RealmTool(keycloak);
    }

    @AfterEach
    void deleteRealm() {
        tool.close();
    }

    @Test
    void ofARealmLeavesAPlanNothingToDo() throws IOException {
        assertThat(tool.apply(DeclaredRealm.resource("everything.json"))).returns(0, RealmTool.Run::exit);
        var folder = tool.folder().resolve("exported");

        var export = tool.run("export", tool.realm, "--to", folder.toString());

        assertThat(export.exit()).as(export.toString()).isZero();
        assertThat(export.out()).contains("SHOP_SECRET", "LDAP_BIND_CREDENTIAL", "GOOGLE_CLIENT_SECRET");
        assertThat(Files.readString(folder.resolve("clients.yaml")))
                .contains("clientId: shop", "secret: ${env:SHOP_SECRET}")
                .doesNotContain("shop-secret", "clientId: account");
        var plan = planOf(tool, folder.toString());
        assertThat(plan.exit()).as(plan.toString()).isZero();
    }

    /** With the secrets that the export has left to the environment. */
    static RealmTool.Run planOf(RealmTool tool, String folder) {
        var orders = tool.get("/clients?clientId=orders").path(0).path("secret").asString();
        tool.environment("ROBOT_SECRET", "other-secret")
                .environment("ORDERS_SECRET", orders)
                .environment("LDAP_BIND_CREDENTIAL", "ldap-password")
                .environment("GOOGLE_CLIENT_SECRET", "google-secret");
        return tool.run("plan", folder);
    }

    @Test
    void isAdoptedWhenItIsAsTheRealm() {
        tool.admin().post("", DeclaredRealm.small().named(tool.realm));
        var folder = tool.folder().resolve("exported").toString();
        assertThat(tool.run("export", tool.realm, "--to", folder)).returns(0, RealmTool.Run::exit);
        assertThat(tool.run("drift", tool.realm)).returns(1, RealmTool.Run::exit);

        var adopted = tool.run("adopt", folder);

        assertThat(adopted.exit()).as(adopted.toString()).isZero();
        var drift = tool.run("drift", tool.realm);
        assertThat(drift.exit()).as(drift.toString()).isZero();
    }

    @Test
    void isNotAdoptedWhenItDiffers() {
        tool.admin().post("", DeclaredRealm.small().named(tool.realm));
        var other = DeclaredRealm.small().with("displayName", "Other");

        assertThat(tool.run("adopt", tool.file(other).toString()))
                .returns(2, RealmTool.Run::exit)
                .satisfies(run -> assertThat(run.out()).contains("displayName", "Not adopted"));
    }
}
