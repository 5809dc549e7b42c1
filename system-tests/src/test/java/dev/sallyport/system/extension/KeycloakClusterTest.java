package dev.sallyport.system.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.system.Until;
import dev.sallyport.testkit.FreePort;
import dev.sallyport.testkit.Keycloak;
import dev.sallyport.testkit.KeycloakSetup;
import dev.sallyport.testkit.Postgres;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Two Keycloaks on one PostgreSQL: what an administrator changes at one holds at the other. */
class KeycloakClusterTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void followsARuleThatWasChangedAtTheOtherNodeWithinASecond() {
        try (var database = Postgres.start();
                var one = node(database);
                var other = node(database);
                var realm = SourcesRealm.with(one, 1, "orders")) {
            var elsewhere = new SourcesRealm(other, realm.name());

            elsewhere.scopeWith("orders"); // a node's first token loads what all later ones need

            for (var change = 0; change < 5; change++) {
                realm.rule("orders:read", "true");
                assertHoldsSoon(elsewhere, "orders:read reports");

                realm.rule("orders:read", "false");
                assertHoldsSoon(elsewhere, "reports");
            }
        }
    }

    private static void assertHoldsSoon(SourcesRealm realm, String scope) {
        var changed = System.nanoTime();

        Until.holds(scope, () -> realm.scopeWith("orders").equals(scope));

        assertThat(Duration.ofNanos(System.nanoTime() - changed)).isLessThan(SECOND);
    }

    /** The ports of a cluster's members, and those 50,000 above, by which members watch each other. */
    private static Keycloak node(Postgres database) {
        var clusterPort = 7800 + (FreePort.next() - 20_000) / 2;
        return new KeycloakSetup()
                .sallyportExtension()
                .buildOption("--db=postgres")
                .option("--db-url=" + database.jdbcUrl())
                .option("--db-username=postgres")
                .option("--db-password=any")
                .option("--cache=ispn")
                .option("--cache-embedded-network-bind-address=127.0.0.1")
                .option("--cache-embedded-network-bind-port=" + clusterPort)
                .start();
    }
}
