package dev.sallyport.system.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.Keycloak;
import dev.sallyport.testkit.Realm;
import dev.sallyport.testkit.SallyportTest;
import dev.sallyport.testkit.Stack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with the configuration: people still log in, and no scope is theirs that no rule granted. */
@SallyportTest
class FailClosedTest {

    private final Keycloak keycloak;
    private final Realm realm;
    private final OneTruth truth;

    FailClosedTest(Stack stack) {
        keycloak = stack.keycloak();
        realm = stack.realm();
        truth = new OneTruth(realm);
    }

    @Test
    void aClientWithoutTheMapperGetsNoDomainScope() {
        var withoutMapper = Map.<String, Object>of("defaultClientScopes", List.of("basic", "acr"));
        try (var client = TestClient.with(keycloak, withoutMapper);
                var cli = client.commandLine()) {
            var tokens = cli.logIn("alice", "openid orders:read orders:write");

            truth.is("openid", tokens);
            truth.is("openid", cli.refresh(tokens));
        }
    }

    @Test
    void aScopeWhoseRuleFailsIsLeftOut() {
        var realm = broken("orders:read", "user.attributes['none'][0] == 'x'");

        assertThat(realm.loggedIn().scope()).isEqualTo("openid reports");
        realm.delete();
    }

    @ParameterizedTest
    @ValueSource(strings = {"user.rols == []", "", "'unfinished", "user.username", "🙂"})
    void aScopeWhoseRuleWasImportedAndCannotBeCompiledIsLeftOut(String rule) {
        var realm = broken("orders:read", rule);

        assertThat(realm.loggedIn().scope()).isEqualTo("openid reports");
        realm.delete();
    }

    @Test
    void everyScopeButTheProtocolsIsLeftOutWhereTheTableThatWasImportedCannotBeRead() {
        var realm = ImportedRealm.with(keycloak, Map.of("rules", "orders:read = true"), Map.of());

        assertThat(realm.loggedIn().scope()).isEqualTo("openid");
        realm.delete();
    }

    @Test
    void theEventLogSaysWhatWasGrantedNotWhatWasAskedFor() {
        var realm = broken("orders:read", "false");

        realm.loggedIn();

        var events = keycloak.admin().get("/" + realm.name() + "/events?type=CODE_TO_TOKEN");
        assertThat(events.path(0).path("details").path("scope").asString()).isEqualTo("openid reports");
        realm.delete();
    }

    @Test
    void aClaimWithAReservedNameIsNeverWrittenHoweverItCameToBeConfigured() {
        var claims = "[{\"key\":\"sub\",\"value\":\"'root'\"},{\"key\":\"scope\",\"value\":\"'orders:read'\"},"
                + "{\"key\":\"realm_access\",\"value\":\"{'roles': ['admin']}\"},{\"key\":\"tenant\",\"value\":\"'x'\"},"
                + "{\"key\":\"https://example.com/tenant\",\"value\":\"'x'\"}]";
        var realm = ImportedRealm.with(keycloak, Map.of("rules", "[]"), Map.of("claims", claims));

        var token = realm.loggedIn().claims();

        assertThat(token.path("sub").asString()).isNotEqualTo("root");
        assertThat(token.path("scope").asString()).isEqualTo("openid orders:read reports");
        assertThat(token.has("realm_access")).isFalse();
        assertThat(token.has("tenant")).isFalse();
        assertThat(token.path("https://example.com/tenant").asString()).isEqualTo("x");
        realm.delete();
    }

    private ImportedRealm broken(String scope, String rule) {
        var rules = "[{\"key\":\"%s\",\"value\":\"%s\"}]".formatted(scope, rule);
        return ImportedRealm.with(keycloak, Map.of("rules", rules), Map.of());
    }
}
