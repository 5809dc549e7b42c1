package dev.sallyport.system.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.system.extension.RightsServer.Manner;
import dev.sallyport.system.extension.SourcesKeycloak.Servers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a domain outside Keycloak says reaches tokens: asked for only where a rule needs it, and seldom. */
@ExtendWith(SourcesKeycloak.class)
class EntitlementSourceTest {

    private static final String LIMIT = "https://example.com/claims/limit";
    private static final Map<String, List<String>> LIMIT_FIELDS = Map.of("fields", List.of("read: bool", "limit: int"));
    private static final Manner WORKS = RightsServer.json("{\"read\":true,\"limit\":5000,\"more\":\"not declared\"}");

    private static final Manner UNAUTHORIZED = RightsServer.answer(401, "application/json", "{}");

    /** Each question asks the source, and no token is given without the claim. */
    private static final Map<String, ?> INDISPENSABLE = Map.of(
            "claims", "fail", "fields", List.of("read: bool", "limit: int"), "fresh-seconds", 0, "stale-seconds", 0);

    private static final Map<String, ?> TEXT_FIELDS =
            Map.of("fields", List.of("read: bool", "texts: list(string)"), "fresh-seconds", 0, "stale-seconds", 0);

    private static final List<String> HOSTILE = List.of(
            "forged\"},\"scope\":\"orders:write\"",
            "{\"forged\":[\"]\\\"\"}",
            "line\n2026-01-01T00:00:00Z ERROR forged",
            "line\r\nforged: header",
            "escape\u001b[2Kgone",
            "nothing\u0000after",
            "\u202eredro:daer\u2066\u200b",
            "\u2028\u2029\ufeff",
            "<script>alert('forged')</script>",
            "${jndi:ldap://localhost/forged}%s%n{0}",
            "\ud83d\ude00 \uc8fc\ubb38");

    private static final JsonMapper JSON = new JsonMapper();

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
    void isAskedWithAnotherTokenWhereItNoLongerTakesTheOneThatWasKept() {
        giveTokens("/token-anew");
        servers.rights().answering("/revoking", WORKS);
        try (var realm = realm()) {
            servers.hideSecret(realm);
            realm.source("orders", url("/revoking"), credentials("/token-anew"));
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
        try (var realm = realm()) {
            servers.hideSecret(realm);
            realm.source("orders", url("/refusing"), credentials("/token-in-vain"));
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

    /** Not 400, for the question was good, and not that the token is not active, for it is. */
    @Test
    void tellsAResourceServerThatAClaimIsNotKnownNow() {
        servers.rights().answering("/later", WORKS);
        try (var realm = realm()) {
            realm.source("orders", url("/later"), INDISPENSABLE);
            realm.claim(LIMIT, "entitlements['orders'].limit");
            var tokens = Tokens.of(realm.ask(0, "openid orders:read"));
            var endpoints = servers.keycloak().realm(realm.name());
            assertThat(List.of(realm.introspect(tokens), endpoints.userinfo(tokens.accessToken())))
                    .allSatisfy(answer ->
                            assertThat(answer.orThrow().path(LIMIT).asInt()).isEqualTo(5000));

            servers.rights().answering("/later", RightsServer.HANG_UP);

            assertThat(List.of(realm.introspect(tokens), endpoints.userinfo(tokens.accessToken())))
                    .allSatisfy(answer -> {
                        assertThat(answer.status()).isEqualTo(503);
                        assertThat(answer.body().path("error").asString()).isEqualTo("temporarily_unavailable");
                        assertThat(answer.body().has("active")).isFalse();
                        assertThat(answer.text()).doesNotContain("orders", "rights", "localhost");
                    });
        }
    }

    @Test
    void tellsAResourceServerTheRestWhereItsClaimsMayBeLeftOut() {
        servers.rights().answering("/rest", WORKS);
        try (var realm = realm()) {
            realm.source("orders", url("/rest"), with(INDISPENSABLE, "claims", "omit"));
            realm.claim(LIMIT, "entitlements['orders'].limit");
            var tokens = realm.tokenWith("orders");

            servers.rights().answering("/rest", RightsServer.HANG_UP);

            var told = realm.introspect(tokens).orThrow();
            assertThat(told.path("active").asBoolean()).isTrue();
            assertThat(told.path("scope").asString()).isEqualTo("reports");
            assertThat(told.has(LIMIT)).isFalse();
        }
    }

    /** In a realm where each is good for one use. */
    @Test
    void spendsNoRefreshTokenOnARefreshThatItFails() {
        servers.rights().answering("/again", WORKS);
        try (var realm = realm()) {
            realm.givesRefreshTokens();
            realm.source("orders", url("/again"), INDISPENSABLE);
            realm.claim(LIMIT, "entitlements['orders'].limit");
            var tokens = realm.tokenWith("orders");
            var endpoint = servers.keycloak().realm(realm.name());

            servers.rights().answering("/again", RightsServer.HANG_UP);
            var refused = endpoint.refresh("robot-0", "secret", tokens.refreshToken(), Map.of());
            servers.rights().answering("/again", WORKS);
            var refreshed = endpoint.refresh("robot-0", "secret", tokens.refreshToken(), Map.of());
            var reused = endpoint.refresh("robot-0", "secret", tokens.refreshToken(), Map.of());

            assertThat(refused.status()).isEqualTo(503);
            assertThat(Tokens.of(refreshed).scope()).isEqualTo("orders:read reports");
            assertThat(reused.status()).isEqualTo(400);
        }
    }

    @Test
    void givesClaimsExactlyTheTextsThatItSays() {
        servers.rights().answering("/hostile", says(Map.of("read", true, "texts", HOSTILE)));
        try (var realm = realm()) {
            realm.source("orders", url("/hostile"), TEXT_FIELDS);
            realm.claim(LIMIT, "entitlements['orders'].texts");

            var token = realm.tokenWith("orders");

            assertThat(token.claims().path(LIMIT).valueStream().map(JsonNode::asString))
                    .containsExactlyElementsOf(HOSTILE);
            assertThat(token.tokenScope()).isEqualTo("orders:read reports");
            assertThat(realm.introspect(token)
                            .orThrow()
                            .path(LIMIT)
                            .valueStream()
                            .map(JsonNode::asString))
                    .containsExactlyElementsOf(HOSTILE);
        }
    }

    @Test
    void isNotInTheLogNorInAnExplanationWhateverItSays() {
        servers.rights().answering("/seen-by-nobody", says(Map.of("read", true, "texts", HOSTILE)));
        try (var realm = realm()) {
            realm.source("orders", url("/seen-by-nobody"), TEXT_FIELDS);
            realm.rule("orders:read", "int(entitlements['orders'].texts[0]) > 0");

            assertThat(realm.scopeWith("orders")).isEqualTo("reports");
            var explain = "/" + realm.name()
                    + "/sallyport/explain?user=service-account-robot-0&client=robot-0&scope=orders:read";
            var asText = servers.keycloak().admin().text(explain);
            realm.rule("orders:read", "entitlements['orders'].texts.size() > 0");
            var asJson = servers.keycloak().admin().get(explain).toString();

            assertThat(servers.keycloak().output())
                    .contains("rule failed: realm=" + realm.name() + " scope=orders:read")
                    .doesNotContain("forged", "\u001b[2K", "\u202e");
            assertThat(asText).contains("(hidden)").doesNotContain("forged", "\u001b", "\u202e");
            assertThat(asJson)
                    .contains("\"granted\":true", "\"hidden\":true")
                    .doesNotContain("forged", "\u001b", "\u202e");
        }
    }

    /** More than is read of an answer is no answer; what is read and makes a token too large is said. */
    @Test
    void makesNoTokenTooLargeWithoutAWord() {
        servers.rights().answering("/long", says(Map.of("read", true, "texts", List.of("x".repeat(100_000)))));
        try (var realm = realm()) {
            realm.source("orders", url("/long"), TEXT_FIELDS);
            realm.claim(LIMIT, "entitlements['orders'].texts");

            var withoutIt = realm.tokenWith("orders");
            assertThat(withoutIt.tokenScope()).isEqualTo("reports");
            assertThat(withoutIt.claims().has(LIMIT)).isFalse();

            servers.rights().answering("/long", says(Map.of("read", true, "texts", List.of("x".repeat(60_000)))));
            var refusal = realm.ask(0, "orders:read");
            assertThat(refusal.status()).isEqualTo(400);
            assertThat(refusal.text())
                    .contains("bytes long, and this server allows 7168")
                    .doesNotContain("xxx");
        }
    }

    /** A token endpoint that gives {@code at-1}, {@code at-2} and so on. */
    private void giveTokens(String path) {
        var given = new AtomicInteger();
        servers.rights()
                .answering(
                        path,
                        (asked, out) -> says(Map.of("access_token", "at-" + given.incrementAndGet(), "expires_in", 300))
                                .answer(asked, out));
    }

    private List<String> tokensAt(String path) {
        return servers.rights().askedAt(path).stream()
                .map(asked -> asked.head().replaceAll("(?s).*Authorization: Bearer (\\S+).*", "$1"))
                .toList();
    }

    private static Manner says(Map<String, ?> answer) {
        return RightsServer.json(JSON.writeValueAsString(answer));
    }

    private static Map<String, ?> with(Map<String, ?> settings, String name, String value) {
        var changed = new HashMap<String, Object>(settings);
        changed.put(name, value);
        return changed;
    }

    private Map<String, ?> credentials() {
        return credentials("/token");
    }

    private Map<String, ?> credentials(String tokenPath) {
        return Map.of(
                "authentication", "client-credentials",
                "client-id", "keycloak",
                "token-url", url(tokenPath),
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
