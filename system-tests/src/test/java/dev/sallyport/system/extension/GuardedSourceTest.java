package dev.sallyport.system.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.system.extension.RightsServer.Manner;
import dev.sallyport.system.extension.SourcesKeycloak.Servers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A source that wants to know who asks is told by a secret, or by a token of its own authorization server. */
@ExtendWith(SourcesKeycloak.class)
class GuardedSourceTest {

    private static final Manner WORKS = RightsServer.json("{\"read\":true,\"limit\":5000,\"more\":\"not declared\"}");

    private static final Manner UNAUTHORIZED = RightsServer.answer(401, "application/json", "{}");

    private final Servers servers;

    GuardedSourceTest(Servers servers) {
        this.servers = servers;
    }

    @Test
    void isAskedWithASecretFromTheVault() {
        servers.rights().answering("/bearer", WORKS);
        try (var realm = servers.realm()) {
            servers.hideSecret(realm);
            realm.source(
                    "orders", servers.url("/bearer"), Map.of("authentication", "bearer", "secret", "${vault.rights}"));

            assertThat(realm.scopeWith("orders")).isEqualTo("orders:read reports");

            assertThat(servers.rights().askedAt("/bearer").getFirst().head())
                    .contains("Authorization: Bearer " + SourcesKeycloak.SECRET);
            assertThat(realm.only("orders").toString())
                    .contains("${vault.rights}")
                    .doesNotContain(SourcesKeycloak.SECRET);
            assertThat(servers.keycloak().output()).doesNotContain(SourcesKeycloak.SECRET);
        }
    }

    @Test
    void isAskedWithATokenForClientCredentials() {
        servers.rights()
                .answering("/token", RightsServer.json("{\"access_token\":\"at-1\",\"expires_in\":300}"))
                .answering("/with-token", WORKS);
        try (var realm = servers.realm()) {
            servers.hideSecret(realm);
            realm.source("orders", servers.url("/with-token"), credentials());

            assertThat(realm.scopeWith("orders")).isEqualTo("orders:read reports");
            assertThat(realm.scopeWith("orders")).isEqualTo("orders:read reports");

            assertThat(servers.rights().askedAt("/with-token"))
                    .hasSize(2)
                    .allSatisfy(asked -> assertThat(asked.head()).contains("Authorization: Bearer at-1\r\n"));
            assertThat(servers.rights().askedAt("/token"))
                    .singleElement()
                    .satisfies(asked -> assertThat(asked.body()).isEqualTo("grant_type=client_credentials"));
        }
    }

    @Test
    void isAskedWithAnotherTokenWhereItNoLongerTakesTheOneThatWasKept() {
        giveTokens("/token-anew");
        servers.rights().answering("/revoking", WORKS);
        try (var realm = servers.realm()) {
            servers.hideSecret(realm);
            realm.source("orders", servers.url("/revoking"), credentials("/token-anew"));
            assertThat(realm.scopeWith("orders")).isEqualTo("orders:read reports");

            servers.rights()
                    .answering(
                            "/revoking",
                            (asked, out) -> (asked.head().contains("Bearer at-1\r\n") ? UNAUTHORIZED : WORKS)
                                    .answer(asked, out));

            assertThat(realm.scopeWith("orders")).isEqualTo("orders:read reports");
            assertThat(realm.scopeWith("orders")).isEqualTo("orders:read reports");
            assertThat(tokensAt("/revoking")).containsExactly("at-1", "at-1", "at-2", "at-2");
            assertThat(servers.rights().askedAt("/token-anew")).hasSize(2);
        }
    }

    @Test
    void isAskedWithAnotherTokenOnceAndNoMore() {
        giveTokens("/token-in-vain");
        servers.rights().answering("/refusing", WORKS);
        try (var realm = servers.realm()) {
            servers.hideSecret(realm);
            realm.source("orders", servers.url("/refusing"), credentials("/token-in-vain"));
            realm.scopeWith("orders");

            servers.rights().answering("/refusing", UNAUTHORIZED);

            assertThat(realm.scopeWith("orders")).isEqualTo("reports");
            assertThat(tokensAt("/refusing")).containsExactly("at-1", "at-1", "at-2");
            assertThat(realm.scopeWith("orders")).isEqualTo("reports");
            assertThat(tokensAt("/refusing")).containsExactly("at-1", "at-1", "at-2", "at-3");
        }
    }

    @Test
    void isNotAskedWithoutItsSecret() {
        servers.rights().answering("/no-secret", WORKS);
        try (var realm = servers.realm()) {
            realm.source(
                    "orders",
                    servers.url("/no-secret"),
                    Map.of("authentication", "bearer", "secret", "${vault.rights}"));

            assertThat(realm.scopeWith("orders")).isEqualTo("reports");
            assertThat(servers.rights().askedAt("/no-secret")).isEmpty();
        }
    }

    /** A token endpoint that gives {@code at-1}, {@code at-2} and so on. */
    private void giveTokens(String path) {
        var given = new AtomicInteger();
        servers.rights()
                .answering(
                        path,
                        (asked, out) -> RightsServer.says(
                                        Map.of("access_token", "at-" + given.incrementAndGet(), "expires_in", 300))
                                .answer(asked, out));
    }

    private List<String> tokensAt(String path) {
        return servers.rights().askedAt(path).stream()
                .map(asked -> asked.head().replaceAll("(?s).*Authorization: Bearer (\\S+).*", "$1"))
                .toList();
    }

    private Map<String, ?> credentials() {
        return credentials("/token");
    }

    private Map<String, ?> credentials(String tokenPath) {
        return Map.of(
                "authentication", "client-credentials",
                "client-id", "keycloak",
                "token-url", servers.url(tokenPath),
                "secret", "${vault.rights}",
                "fresh-seconds", 0);
    }
}
