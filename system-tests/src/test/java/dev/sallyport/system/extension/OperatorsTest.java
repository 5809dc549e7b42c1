package dev.sallyport.system.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.system.Until;
import dev.sallyport.testkit.Keycloak;
import dev.sallyport.testkit.KeycloakSetup;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What operators see of rules: metrics, traces, and events. */
class OperatorsTest {

    private static final String RULES = """
            [{"key": "orders:read", "value": "user.attributes['none'][0] == 'x'"},
             {"key": "reports", "value": "true"}]""";

    private static final String CLAIMS = """
            [{"key": "https://example.com/large", "value": "'orders:read' in request.scopes ? '%s' : ''"}]""".formatted("x".repeat(3000));

    private static TraceReceiver traces;
    private static Keycloak keycloak;
    private static ImportedRealm realm;

    @BeforeAll
    static void start() {
        traces = TraceReceiver.start();
        keycloak = new KeycloakSetup()
                .sallyportExtension()
                .buildOption("--tracing-enabled=true")
                .option("--tracing-endpoint=" + traces.url())
                .option("--tracing-protocol=http/protobuf")
                .option("--spi-protocol-mapper--sallyport-domain-scopes--soft-token-bytes=100")
                .option("--spi-protocol-mapper--sallyport-domain-scopes--hard-token-bytes=3000")
                .start();
        realm = ImportedRealm.with(keycloak, Map.of("rules", RULES), Map.of("claims", CLAIMS));
    }

    @AfterAll
    static void stop() {
        keycloak.close();
        traces.close();
    }

    @Test
    void seeWhatWasDecidedAndHowLongItTook() {
        assertThat(realm.loggedIn("openid reports").scope()).isEqualTo("openid reports");
        assertThatThrownBy(() -> realm.loggedIn("openid reports orders:read")).isNotNull();

        var metrics = Metrics.of(keycloak);
        assertThat(decisions(metrics, realm, "reports", "granted")).isGreaterThanOrEqualTo(2);
        assertThat(decisions(metrics, realm, "orders:read", "rule_failed")).isGreaterThanOrEqualTo(1);
        assertThat(metrics.of(realm.name(), "sallyport_token_bytes_count")).isGreaterThanOrEqualTo(2);
        assertThat(metrics.of(realm.name(), "sallyport_token_oversize_total{budget=\"soft\""))
                .isPositive();
        assertThat(metrics.of(realm.name(), "sallyport_rule_time_seconds_count{mapper=\"domain-scopes\""))
                .isGreaterThanOrEqualTo(2);
        assertThat(metrics.of(realm.name(), "sallyport_rule_time_seconds_sum{mapper=\"private-claims\""))
                .isPositive();
    }

    @Test
    void seeWhyScopesAndClaimsAreLeftOut() {
        var rules = """
                [{"key": "orders:read", "value": "user.rols == []"},
                 {"key": "reports", "value": "user.email == 'ada@example.com'"}]""";
        var claims = """
                [{"key": "https://example.com/tenant", "value": "user.attributes['tenant'][0]"}]""";
        var another = ImportedRealm.with(keycloak, Map.of("rules", rules), Map.of("claims", claims));

        assertThat(another.loggedIn().scope()).isEqualTo("openid");
        another.clientLoses("domain");
        assertThat(another.loggedIn().scope()).isEqualTo("openid");

        var metrics = Metrics.of(keycloak);
        assertThat(decisions(metrics, another, "orders:read", "rule_invalid")).isEqualTo(1);
        assertThat(decisions(metrics, another, "reports", "rule_unsafe")).isEqualTo(1);
        assertThat(decisions(metrics, another, "reports", "not_decided")).isEqualTo(1);
        assertThat(metrics.of(another.name(), "sallyport_claim_failures_total{claim=\"https://example.com/tenant\""))
                .isPositive();
        another.delete();
    }

    @Test
    void seeASpanForTheRulesOfEachMapper() {
        realm.loggedIn("openid reports");

        Until.holds(
                "spans of both mappers", () -> traces.contain("sallyport.domain-scopes", "sallyport.private-claims"));
    }

    @Test
    void seeATokenThatIsTooLargeInEventsMetricsAndTheLog() {
        assertThatThrownBy(() -> realm.loggedIn("openid orders:read"))
                .hasMessageContaining("400")
                .hasMessageContaining("bytes long, and this server allows 3000");

        var events = keycloak.admin().get("/" + realm.name() + "/events?type=CODE_TO_TOKEN_ERROR");
        assertThat(events.path(0).path("error").asString()).isEqualTo("token_too_large");
        assertThat(events.path(0).path("clientId").asString()).isEqualTo("cli");
        assertThat(events.path(0).path("details").path("token_bytes").asInt()).isGreaterThan(3000);
        assertThat(Metrics.of(keycloak).of(realm.name(), "sallyport_token_oversize_total{budget=\"hard\""))
                .isPositive();
        assertThat(keycloak.output()).contains("token large: realm=" + realm.name() + " client=cli bytes=");
    }

    private static double decisions(Metrics metrics, ImportedRealm realm, String scope, String verdict) {
        return metrics.page()
                .lines()
                .filter(line -> line.startsWith("sallyport_scope_decisions_total")
                        && line.contains("scope=\"" + scope + "\"")
                        && line.contains("verdict=\"" + verdict + "\"")
                        && line.contains(realm.name()))
                .mapToDouble(Metrics::value)
                .sum();
    }
}
