package dev.sallyport.system.extension;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.system.extension.SourcesKeycloak.Servers;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A realm's administrator cannot make this server call what its operator did not name. */
@ExtendWith(SourcesKeycloak.class)
@TestInstance(Lifecycle.PER_CLASS)
class ForbiddenSourceTest {

    private final Servers servers;
    private final SourcesRealm realm;

    ForbiddenSourceTest(Servers servers) {
        this.servers = servers;
        this.realm = SourcesRealm.with(servers.keycloak(), 1, "orders");
    }

    @AfterAll
    void removeRealm() {
        realm.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "orders",
                "file:///etc/passwd",
                "http://169.254.169.254/latest/meta-data/",
                "http://localhost:2/",
                "https://localhost:1/",
                "http://127.0.0.1:1/",
                "http://[::1]:1/",
                "http://localhost:1@example.com/",
                "http://user:password@localhost:1/",
                "http://localhost:1#@example.com/",
                "http://localhost.:1/",
                "http://LOCALHOST:1/",
                "http://example.com/?http://localhost:1/",
                "http://localhost:1\\@example.com/",
                "http://localhost:1%0d%0aX:@example.com/"
            })
    void isNotSaved(String url) {
        assertThatThrownBy(() -> realm.source("orders", url, Map.of()))
                .hasMessageContaining("400")
                .hasMessageContaining("url: a URL");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "secret                 | a-real-secret | a reference into the vault",
                "authentication         | bearer        | a reference into the vault",
                "authentication         | basic         | none, bearer or client-credentials",
                "protocol               | soap          | http-json or authzen",
                "fields                 | limit         | names and types like 'limit: int'",
                "fields                 | limit: number | string, int, double, bool, list(string), dyn",
                "fields                 | a'b: int      | names and types",
                "deadline-millis        | 60000         | a number from 10 to 2000",
                "fresh-seconds          | soon          | a number from 0 to 3600",
                "stale-seconds          | -1            | a number from 0 to 86400",
                "claims                 | guess         | omit or fail"
            })
    void isNotSavedWithASettingThatCannotBeUsed(String property, String value, String reason) {
        assertThatThrownBy(() -> realm.source("orders", "http://localhost:1/", Map.of(property, value)))
                .hasMessageContaining("400")
                .hasMessageContaining(reason)
                .hasMessageNotContaining("a-real-secret");
    }

    @Test
    void isNotSavedTwiceUnderOneName() {
        realm.source("twice", "http://localhost:1/", Map.of());

        assertThatThrownBy(() -> realm.source("twice", "http://localhost:1/", Map.of()))
                .hasMessageContaining("this realm has a source of this name");
    }

    @Test
    void isNotImportedAndTheLogSaysWhy() {
        var imported = Map.of("orders", SourcesRealm.config(servers.forbidden().url(), Map.of()));

        assertThatThrownBy(() -> SourcesRealm.with(servers.keycloak(), 0, imported, "orders"))
                .isInstanceOf(IllegalStateException.class);

        assertThat(servers.keycloak().output())
                .contains("url: a URL that the server's option spi-entitlement-source--remote--allowed-origins allows");
    }

    @Test
    void isImportedWhereItIsAllowed() {
        servers.rights().answering("/imported", RightsServer.json("{\"read\":true}"));
        var imported = Map.of("orders", SourcesRealm.config(servers.url("/imported"), Map.of()));
        try (var realm = SourcesRealm.with(servers.keycloak(), 1, imported, "orders")) {
            assertThat(realm.scopeWith("orders")).isEqualTo("orders:read reports");
        }
    }

    @Test
    void isNotFollowedToAnotherPlace() {
        servers.rights()
                .answering(
                        "/moved",
                        (asked, out) -> out.write(("HTTP/1.1 307 Moved\r\nConnection: close\r\nLocation: "
                                        + servers.forbidden().url() + "/target\r\nContent-Length: 0\r\n\r\n")
                                .getBytes(US_ASCII)));
        realm.source("orders", servers.url("/moved"), Map.of());

        assertThat(realm.scopeWith("orders")).isEqualTo("reports");
        assertThat(servers.forbidden().askedAt("/target")).isEmpty();
    }
}
