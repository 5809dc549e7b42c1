package dev.sallyport.system.realm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.FreePort;
import dev.sallyport.testkit.Keycloak;
import dev.sallyport.testkit.KeycloakSetup;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keycloak dies in the middle of an apply and comes again. */
class RestartTest {

    private static final DeclaredRealm AFTER = DeclaredRealm.small()
            .plus("/clientScopes", Map.of("name", "orders:read", "protocol", "openid-connect"))
            .plus("/clients", Map.of("clientId", "shop"))
            .plus("/groups", Map.of("name", "staff"));

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Test
    void leavesWhatThePlanSaysAndTheNextApplyDoes() throws Exception {
        var setup =
                new KeycloakSetup().sallyportExtension().port(FreePort.next()).keptIn(folder.resolve("keycloak"));
        var first = setup.start();
        var tool = new RealmTool(first);
        tool.applied(DeclaredRealm.small());
        var reached = new CountDownLatch(1);
        try (var between = new Interference(first.url(), (method, path) -> {
            if (path.endsWith("/clients") && method.equals("POST") && reached.getCount() > 0) {
                first.kill();
                first.close();
                reached.countDown();
                return -1;
            }
            return 0;
        })) {
            var apply = tool.environment("SALLYPORT_KEYCLOAK_URL", between.url())
                    .started("apply", "--yes", tool.file(AFTER).toString());
            reached.await();
            try (var second = setup.start()) {
                assertThat(apply.end())
                        .returns(1, RealmTool.Run::exit)
                        .satisfies(run -> assertThat(run.err()).contains("to create client shop", "A plan shows"));
                goesOn(tool.environment("SALLYPORT_KEYCLOAK_URL", second.url()), second);
            }
        }
    }

    private static void goesOn(RealmTool tool, Keycloak keycloak) {
        var scopes = keycloak.admin().get("/" + tool.realm + "/client-scopes").toString();
        var isThere = scopes.contains("\"orders:read\"");

        assertThat(tool.plan(AFTER).out())
                .contains("+ client shop", "+ group /staff")
                .contains("To create %d, to change 0, to delete 0.".formatted(isThere ? 2 : 3));
        tool.applied(AFTER, "--wait", "70");
        assertThat(tool.plan(AFTER)).returns(0, RealmTool.Run::exit);
        tool.adminEvents();
        tool.applied(AFTER);
        assertThat(tool.adminEvents()).as("what a further apply writes").isZero();
    }
}
