package dev.sallyport.system.extension;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.Keycloak;
import dev.sallyport.testkit.SallyportTest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** What rules can read of a real user, client, session and request. */
@SallyportTest
class VariablesTest {

    private static final List<String> TRUE_RULES = List.of(
            "user.username == 'ada' && user.email == 'ada@example.com' && !user.emailVerified && !user.serviceAccount",
            "'lead' in user.roles && 'team' in user.roles && !('view-profile' in user.roles)",
            "'view-profile' in user.clientRoles['account'] && !has(user.clientRoles.broker)",
            "user.groups == ['/staff/support']",
            "user.attributes['firstName'][0] == 'Ada' && !('tenant' in user.attributes)",
            "user.organizations == {} && !has(user.organizations)",
            "client.id == 'cli' && client.attributes['tier'] == 'internal'",
            "!client.attributes.exists(name, name.contains('secret'))",
            "session.acr == 'silver' && session.idp == '' && session.impersonator == ''",
            "session.amr == [] && now >= session.authTime && now - session.authTime < duration('5m')",
            "request.grantType == 'authorization_code' && request.audience == []",
            "'scope0' in request.scopes && 'openid' in request.scopes && !('basic' in request.scopes)");

    private static final String CLAIM = "https://example.com/claims/";

    private final Keycloak keycloak;

    VariablesTest(Keycloak keycloak) {
        this.keycloak = keycloak;
    }

    @Test
    void areTrueOfAUserWhoSignsIn() {
        var scopes = IntStream.range(0, TRUE_RULES.size())
                .mapToObj(number -> "scope" + number)
                .toList();
        var realm = ImportedRealm.with(
                keycloak, scopes, Map.of("rules", table(scopes), "editable.attributes", "*"), Map.of());

        var tokens = realm.loggedIn("openid " + String.join(" ", scopes));

        assertThat(List.of(tokens.tokenScope().split(" "))).containsAll(scopes);
        realm.delete();
    }

    /** Someone who came from the demo realm, which this one takes for an identity provider, and someone of its own. */
    @Test
    void tellHowAUserSignedIn() {
        var rules = """
                [{"key": "orders:read", "value": "session.idp == 'demo' && !('pwd' in session.amr)"},
                 {"key": "reports", "value": "session.idp == '' && session.amr == ['pwd']"}]""";
        var realm = ImportedRealm.with(keycloak, Map.of("rules", rules), Map.of());
        realm.callsAPassword("pwd");
        DemoIdentityProvider.vouches(realm, "demo", "alice", () -> {
            try (var ada = CommandLine.of(keycloak.realm(realm.name()), "cli");
                    var alice = CommandLine.of(keycloak.realm(realm.name()), "cli")) {
                var own = ada.logIn("ada", "openid orders:read reports");
                var brokered = alice.logInThrough("demo", "alice", "openid orders:read reports");

                assertThat(own.tokenScope()).isEqualTo("openid reports");
                assertThat(ada.refresh(own).tokenScope()).isEqualTo("openid reports");
                assertThat(brokered.tokenScope()).isEqualTo("openid orders:read");
                assertThat(alice.refresh(brokered).tokenScope()).isEqualTo("openid orders:read");
            }
        });
        realm.delete();
    }

    @Test
    void areInTheTokenAsJsonOfTheirType() {
        var claims = Map.of(
                "yes", "user.username == 'ada'",
                "whole", "9007199254740991",
                "part", "1.5",
                "text", "'true'",
                "list", "[1, 'two', false]",
                "map", "{'roles': user.roles.filter(role, role == 'team'), 'level': {'of': 3}}",
                "time", "timestamp('2026-02-03T04:05:06Z')",
                "nothing", "null");
        var everywhere = Map.of(
                "claims", claimTable(claims),
                "id.token.claim", "true",
                "userinfo.token.claim", "true");
        var realm = ImportedRealm.with(keycloak, Map.of("rules", "[]"), everywhere);

        var tokens = realm.loggedIn("openid");

        var userinfo =
                keycloak.realm(realm.name()).userinfo(tokens.accessToken()).orThrow();
        assertThat(Stream.of(tokens.claims(), tokens.idClaims(), userinfo).map(VariablesTest::ours))
                .containsOnly("""
                        {"list":[1,"two",false],"map":{"level":{"of":3},"roles":["team"]},"part":1.5,"text":"true",\
                        "time":1770091506,"whole":9007199254740991,"yes":true}""");
        realm.delete();
    }

    /** The private claims alone, in the order of their names. */
    private static String ours(JsonNode claims) {
        var own = new TreeMap<String, Object>();
        claims.propertyStream()
                .filter(claim -> claim.getKey().startsWith(CLAIM))
                .forEach(claim -> own.put(claim.getKey().substring(CLAIM.length()), claim.getValue()));
        return JsonMapper.builder()
                .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
                .build()
                .writeValueAsString(own);
    }

    private static String claimTable(Map<String, String> rules) {
        var rows =
                rules.entrySet().stream().map(rule -> Map.of("key", CLAIM + rule.getKey(), "value", rule.getValue()));
        return new JsonMapper().writeValueAsString(rows.toList());
    }

    private static String table(List<String> scopes) {
        var json = new JsonMapper();
        return IntStream.range(0, scopes.size())
                .mapToObj(number ->
                        json.writeValueAsString(Map.of("key", scopes.get(number), "value", TRUE_RULES.get(number))))
                .collect(joining(",", "[", "]"));
    }
}
