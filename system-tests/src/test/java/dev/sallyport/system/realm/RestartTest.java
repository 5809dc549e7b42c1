package dev.sallyport.system.realm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.FreePort;
import dev.sallyport.testkit.KeycloakSetup;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keycloak stops in the middle of an apply and comes again. */
class RestartTest {

    private static final DeclaredRealm AFTER = DeclaredRealm.small()
            .plus("/clientScopes", Map.of("name", "orders:read", "protocol", "openid-connect"))
            .plus("/clients", Map.of("clientId", "shop"))
            .plus("/groups", Map.of("name", "staff"));

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Test
    void isWaitedFor() throws Exception {
        var setup =
                new KeycloakSetup().sallyportExtension().port(FreePort.next()).keptIn(folder.resolve("keycloak"));
        var first = setup.start();
        var tool = new RealmTool(first);
        assertThat(tool.apply(DeclaredRealm.small())).returns(0, RealmTool.Run::exit);
        var reached = new CountDownLatch(1);
        try (var between = new Interference(first.url(), (method, path) -> {
            if (path.endsWith("/clients") && method.equals("POST") && reached.getCount() > 0) {
                first.close();
                reached.countDown();
                return 503;
            }
            return 0;
        })) {
            var apply = tool.environment("SALLYPORT_KEYCLOAK_URL", between.url())
                    .started("apply", "--yes", tool.file(AFTER).toString());
            reached.await();
            try (var second = setup.start()) {
                var run = apply.end();

                tool.environment("SALLYPORT_KEYCLOAK_URL", second.url());
                if (run.exit() != 0) {
                    assertThat(run.err()).contains("A plan shows what is left");
                    assertThat(tool.plan(AFTER)).returns(2, RealmTool.Run::exit);
                    assertThat(tool.apply(AFTER, "--wait", "70")).returns(0, RealmTool.Run::exit);
                }
                assertThat(tool.plan(AFTER)).returns(0, RealmTool.Run::exit);
            }
        }
    }
}
