package dev.sallyport.system.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.system.extension.SourcesKeycloak.Servers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Whatever texts a source says, claims have exactly them, and nobody else is misled. */
@ExtendWith(SourcesKeycloak.class)
class HostileSourceTest {

    private static final String LIMIT = "https://example.com/claims/limit";

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

    private final Servers servers;

    HostileSourceTest(Servers servers) {
        this.servers = servers;
    }

    @Test
    void givesClaimsExactlyTheTextsThatItSays() {
        servers.rights().answering("/hostile", RightsServer.says(Map.of("read", true, "texts", HOSTILE)));
        try (var realm = servers.realm()) {
            realm.source("orders", servers.url("/hostile"), TEXT_FIELDS);
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
        servers.rights().answering("/seen-by-nobody", RightsServer.says(Map.of("read", true, "texts", HOSTILE)));
        try (var realm = servers.realm()) {
            realm.source("orders", servers.url("/seen-by-nobody"), TEXT_FIELDS);
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
        servers.rights()
                .answering("/long", RightsServer.says(Map.of("read", true, "texts", List.of("x".repeat(100_000)))));
        try (var realm = servers.realm()) {
            realm.source("orders", servers.url("/long"), TEXT_FIELDS);
            realm.claim(LIMIT, "entitlements['orders'].texts");

            var withoutIt = realm.tokenWith("orders");
            assertThat(withoutIt.tokenScope()).isEqualTo("reports");
            assertThat(withoutIt.claims().has(LIMIT)).isFalse();

            servers.rights()
                    .answering("/long", RightsServer.says(Map.of("read", true, "texts", List.of("x".repeat(60_000)))));
            var refusal = realm.ask(0, "orders:read");
            assertThat(refusal.status()).isEqualTo(400);
            assertThat(refusal.text())
                    .contains("bytes long, and this server allows 7168")
                    .doesNotContain("xxx");
        }
    }
}
