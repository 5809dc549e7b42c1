package dev.sallyport.system.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.system.extension.RightsServer.Manner;
import dev.sallyport.system.extension.SourcesKeycloak.Servers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

/** What a domain outside Keycloak says reaches tokens: asked for only where a rule needs it, and seldom. */
@ExtendWith(SourcesKeycloak.class)
class EntitlementSourceTest {

    private static final String LIMIT = "https://example.com/claims/limit";
    private static final Map<String, List<String>> LIMIT_FIELDS = Map.of("fields", List.of("read: bool", "limit: int"));
    private static final Manner WORKS = RightsServer.json("{\"read\":true,\"limit\":5000,\"more\":\"not declared\"}");

    private final Servers servers;

    EntitlementSourceTest(Servers servers) {
        this.servers = servers;
    }

    @Test
    void grantsScopesAndGivesClaims() {
        servers.rights().answering("/works", WORKS);
        try (var realm = realm()) {
            realm.source("orders", url("/works"), LIMIT_FIELDS);
            realm.claim(LIMIT, "entitlements['orders'].limit");

            var token = realm.tokenWith("orders");

            assertThat(token.scope()).isEqualTo("orders:read reports");
            assertThat(token.claims().path(LIMIT).asInt()).isEqualTo(5000);
            assertThat(token.claims().toString()).doesNotContain("not declared");
        }
    }

    @Test
    void isToldWhoItIsAndNothingMore() {
        servers.rights().answering("/who", WORKS);
        try (var realm = realm()) {
            realm.source("orders", url("/who"), Map.of());
            realm.scopeWith("orders");

            var question = new JsonMapper()
                    .readTree(servers.rights().askedAt("/who").getFirst().body());

            assertThat(question.propertyNames()).containsExactlyInAnyOrder("realm", "user_id", "username", "client_id");
            assertThat(question.path("realm").asString()).isEqualTo(realm.name());
            assertThat(question.path("username").asString()).isEqualTo("service-account-robot-0");
            assertThat(question.path("client_id").asString()).isEqualTo("robot-0");
        }
    }

    @Test
    void isNotAskedWhereNoRuleThatIsEvaluatedMentionsIt() {
        servers.rights().answering("/idle", WORKS);
        try (var realm = realm()) {
            realm.source("orders", url("/idle"), Map.of());

            assertThat(Tokens.of(realm.ask(0, "reports")).scope()).isEqualTo("reports");

            assertThat(servers.rights().askedAt("/idle")).isEmpty();
        }
    }

    @Test
    void isAskedOnceForATokenAndThenWhenItsAnswerIsNoLongerFresh() {
        servers.rights().answering("/once-a-token", WORKS);
        try (var realm = realm()) {
            realm.source(
                    "orders", url("/once-a-token"), Map.of("fresh-seconds", 0, "fields", LIMIT_FIELDS.get("fields")));
            realm.claim(LIMIT, "entitlements['orders'].limit");

            realm.scopeWith("orders");
            assertThat(servers.rights().askedAt("/once-a-token")).hasSize(1);

            realm.scopeWith("orders");
            assertThat(servers.rights().askedAt("/once-a-token")).hasSize(2);
        }
    }

    @Test
    void isRememberedForOneUserAtOneClientOfOneRealm() {
        servers.rights().answering("/mine", WORKS);
        try (var realm = SourcesRealm.with(servers.keycloak(), 2, "orders");
                var other = realm()) {
            realm.source("orders", url("/mine"), Map.of());
            other.source("orders", url("/mine"), Map.of());

            realm.scopeWith("orders");
            realm.scopeWith("orders");
            assertThat(servers.rights().askedAt("/mine")).hasSize(1);

            realm.ask(1, "orders:read");
            other.scopeWith("orders");
            assertThat(servers.rights().askedAt("/mine")).hasSize(3);
        }
    }

    @Test
    void isAskedAnewWhenItsSettingsChange() {
        servers.rights().answering("/before", WORKS).answering("/after", RightsServer.json("{\"read\":false}"));
        try (var realm = realm()) {
            realm.source("orders", url("/before"), Map.of());
            assertThat(realm.scopeWith("orders")).isEqualTo("orders:read reports");

            realm.change("orders", url("/after"), Map.of());

            assertThat(realm.scopeWith("orders")).isEqualTo("reports");
        }
    }

    @Test
    void mayBeAnAuthZenDecisionPoint() {
        servers.rights()
                .answering(
                        "/access/v1/evaluations",
                        RightsServer.json("{\"evaluations\":[{\"decision\":true},"
                                + "{\"decision\":false,\"context\":{\"reason\":\"none\"}}]}"));
        try (var realm = realm()) {
            realm.source(
                    "orders",
                    url("/access/v1/evaluations"),
                    Map.of(
                            "protocol",
                            "authzen",
                            "resource-type",
                            "shop",
                            "fields",
                            List.of("read: bool", "refund: bool")));
            realm.claim(LIMIT, "entitlements['orders'].refund");

            var token = realm.tokenWith("orders");

            assertThat(token.scope()).isEqualTo("orders:read reports");
            assertThat(token.claims().path(LIMIT).asBoolean(true)).isFalse();
            var question = new JsonMapper()
                    .readTree(servers.rights()
                            .askedAt("/access/v1/evaluations")
                            .getFirst()
                            .body());
            assertThat(question.path("resource").toString()).isEqualTo("{\"type\":\"shop\",\"id\":\"orders\"}");
            assertThat(question.path("subject").path("type").asString()).isEqualTo("user");
            assertThat(question.path("evaluations").toString())
                    .isEqualTo("[{\"action\":{\"name\":\"read\"}},{\"action\":{\"name\":\"refund\"}}]");
        }
    }

    @Test
    void isAskedWithASecretFromTheVault() {
        servers.rights().answering("/bearer", WORKS);
        try (var realm = realm()) {
            servers.hideSecret(realm);
            realm.source("orders", url("/bearer"), Map.of("authentication", "bearer", "secret", "${vault.rights}"));

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
        try (var realm = realm()) {
            servers.hideSecret(realm);
            realm.source("orders", url("/with-token"), credentials());

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
    void isNotAskedWithoutItsSecret() {
        servers.rights().answering("/no-secret", WORKS);
        try (var realm = realm()) {
            realm.source("orders", url("/no-secret"), Map.of("authentication", "bearer", "secret", "${vault.rights}"));

            assertThat(realm.scopeWith("orders")).isEqualTo("reports");
            assertThat(servers.rights().askedAt("/no-secret")).isEmpty();
        }
    }

    @Test
    void leavesAClaimOutWhenItSaysNothing() {
        servers.rights().answering("/omit", RightsServer.HANG_UP);
        try (var realm = realm()) {
            realm.source("orders", url("/omit"), LIMIT_FIELDS);
            realm.claim(LIMIT, "entitlements['orders'].limit");

            assertThat(realm.tokenWith("orders").claims().has(LIMIT)).isFalse();
        }
    }

    @Test
    void failsATokenWhoseClaimIsIndispensableWhenItSaysNothing() {
        servers.rights().answering("/fail", RightsServer.HANG_UP);
        try (var realm = realm()) {
            realm.source("orders", url("/fail"), Map.of("claims", "fail", "fields", LIMIT_FIELDS.get("fields")));
            realm.claim(LIMIT, "entitlements['orders'].limit");

            var refusal = realm.ask(0, "reports");

            assertThat(refusal.status()).isEqualTo(503);
            assertThat(refusal.body().path("error").asString()).isEqualTo("temporarily_unavailable");
            assertThat(refusal.text()).doesNotContain("orders", "rights", "localhost");
        }
    }

    private Map<String, ?> credentials() {
        return Map.of(
                "authentication", "client-credentials",
                "client-id", "keycloak",
                "token-url", url("/token"),
                "secret", "${vault.rights}",
                "fresh-seconds", 0);
    }

    private SourcesRealm realm() {
        return SourcesRealm.with(servers.keycloak(), 1, "orders");
    }

    private String url(String path) {
        return servers.rights().url() + path;
    }
}
