package dev.sallyport.system.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.system.extension.RightsServer.Manner;
import dev.sallyport.system.extension.SourcesKeycloak.Servers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Where a source says nothing, a claim is left out; or there is no token, where its operator wants none without it. */
@ExtendWith(SourcesKeycloak.class)
class IndispensableClaimTest {

    private static final String LIMIT = "https://example.com/claims/limit";

    private static final Map<String, List<String>> LIMIT_FIELDS = Map.of("fields", List.of("read: bool", "limit: int"));

    private static final Manner WORKS = RightsServer.json("{\"read\":true,\"limit\":5000,\"more\":\"not declared\"}");

    /** Each question asks the source, and no token is given without the claim. */
    private static final Map<String, ?> INDISPENSABLE = Map.of(
            "claims", "fail", "fields", List.of("read: bool", "limit: int"), "fresh-seconds", 0, "stale-seconds", 0);

    private final Servers servers;

    IndispensableClaimTest(Servers servers) {
        this.servers = servers;
    }

    @Test
    void leavesAClaimOutWhenItSaysNothing() {
        servers.rights().answering("/omit", RightsServer.HANG_UP);
        try (var realm = servers.realm()) {
            realm.source("orders", servers.url("/omit"), LIMIT_FIELDS);
            realm.claim(LIMIT, "entitlements['orders'].limit");

            assertThat(realm.tokenWith("orders").claims().has(LIMIT)).isFalse();
        }
    }

    @Test
    void failsATokenWhoseClaimIsIndispensableWhenItSaysNothing() {
        servers.rights().answering("/fail", RightsServer.HANG_UP);
        try (var realm = servers.realm()) {
            realm.source(
                    "orders", servers.url("/fail"), Map.of("claims", "fail", "fields", LIMIT_FIELDS.get("fields")));
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
        try (var realm = servers.realm()) {
            realm.source("orders", servers.url("/later"), INDISPENSABLE);
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
        try (var realm = servers.realm()) {
            realm.source("orders", servers.url("/rest"), with(INDISPENSABLE, "claims", "omit"));
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
        try (var realm = servers.realm()) {
            realm.givesRefreshTokens();
            realm.source("orders", servers.url("/again"), INDISPENSABLE);
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

    private static Map<String, ?> with(Map<String, ?> settings, String name, String value) {
        var changed = new HashMap<String, Object>(settings);
        changed.put(name, value);
        return changed;
    }
}
