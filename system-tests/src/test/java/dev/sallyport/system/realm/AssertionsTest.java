package dev.sallyport.system.realm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.Keycloak;
import dev.sallyport.testkit.SallyportTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SallyportTest
class AssertionsTest {

    private final RealmTool tool;

    AssertionsTest(Keycloak keycloak) {
        tool = new RealmTool(keycloak);
    }

    @AfterEach
    void close() {
        tool.close();
    }

    @Test
    void holdForTheDemoRealm() {
        var run = tool.run("test", "../realm-config/realm", "--env", "demo");

        assertThat(run.exit()).as(run.toString()).isZero();
        assertThat(run.out())
                .contains("holds carol at gateway, asking invoices")
                .endsWith("5 hold, 0 fail\n");
    }

    @Test
    void sayWhyOneFails() throws IOException {
        var junit = tool.folder().resolve("junit.xml");
        var run = tool.run(
                "test",
                "--junit",
                junit.toString(),
                "../realm-config/realm/realm.yaml",
                written("""
                tests:
                - {user: carol, client: gateway, asks: orders invoices, gets: [orders:refund], lacks: [invoices:read]}
                - user: dave
                  client: gateway
                  exactly: [orders:read]
                  claims: {https://sallyport.dev/claims/tenant: north}
                  audience: [orders]
                - {user: nobody, client: gateway}
                """).toString());

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out())
                .contains("orders:refund is not granted: refused")
                .contains("| '/staff/support' in user.groups  →  refused", "|     user.groups = []")
                .contains("invoices:read is granted: granted")
                .contains("exactly [orders:read] was expected, and [] is granted")
                .contains("tenant is absent")
                .endsWith("0 hold, 3 fail\n");
        assertThat(run.out().lines().filter(line -> !line.contains("https://") && !line.startsWith("    |")))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(Files.readString(junit))
                .contains("tests=\"3\" failures=\"3\"")
                .contains("orders:refund is not granted");
    }

    private Path written(String tests) throws IOException {
        return Files.writeString(tool.folder().resolve("some.test.yaml"), tests);
    }
}
