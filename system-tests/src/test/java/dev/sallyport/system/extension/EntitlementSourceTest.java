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

    private static final JsonMapper JSON = new JsonMapper();

    private final Servers servers;

    EntitlementSourceTest(Servers servers) {
        this.servers = servers;
    }

    @Test
    void grantsScopesAndGivesClaims() {
        servers.rights().answering("/works", WORKS);
        try (var realm = servers.realm()) {
            realm.source("orders", servers.url("/works"), LIMIT_FIELDS);
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
        try (var realm = servers.realm()) {
            realm.source("orders", servers.url("/who"), Map.of());
            realm.scopeWith("orders");

            var question =
                    JSON.readTree(servers.rights().askedAt("/who").getFirst().body());

            assertThat(question.propertyNames()).containsExactlyInAnyOrder("realm", "user_id", "username", "client_id");
            assertThat(question.path("realm").asString()).isEqualTo(realm.name());
            assertThat(question.path("username").asString()).isEqualTo("service-account-robot-0");
            assertThat(question.path("client_id").asString()).isEqualTo("robot-0");
        }
    }

    @Test
    void isNotAskedWhereNoRuleThatIsEvaluatedMentionsIt() {
        servers.rights().answering("/idle", WORKS);
        try (var realm = servers.realm()) {
            realm.source("orders", servers.url("/idle"), Map.of());

            assertThat(Tokens.of(realm.ask(0, "reports")).scope()).isEqualTo("reports");

            assertThat(servers.rights().askedAt("/idle")).isEmpty();
        }
    }

    @Test
    void isAskedOnceForATokenAndThenWhenItsAnswerIsNoLongerFresh() {
        servers.rights().answering("/once-a-token", WORKS);
        try (var realm = servers.realm()) {
            realm.source(
                    "orders",
                    servers.url("/once-a-token"),
                    Map.of("fresh-seconds", 0, "fields", LIMIT_FIELDS.get("fields")));
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
                var other = servers.realm()) {
            realm.source("orders", servers.url("/mine"), Map.of());
            other.source("orders", servers.url("/mine"), Map.of());

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
        try (var realm = servers.realm()) {
            realm.source("orders", servers.url("/before"), Map.of());
            assertThat(realm.scopeWith("orders")).isEqualTo("orders:read reports");

            realm.change("orders", servers.url("/after"), Map.of());

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
        try (var realm = servers.realm()) {
            realm.source(
                    "orders",
                    servers.url("/access/v1/evaluations"),
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
            var question = JSON.readTree(servers.rights()
                    .askedAt("/access/v1/evaluations")
                    .getFirst()
                    .body());
            assertThat(question.path("resource").toString()).isEqualTo("{\"type\":\"shop\",\"id\":\"orders\"}");
            assertThat(question.path("subject").path("type").asString()).isEqualTo("user");
            assertThat(question.path("evaluations").toString())
                    .isEqualTo("[{\"action\":{\"name\":\"read\"}},{\"action\":{\"name\":\"refund\"}}]");
        }
    }
}
