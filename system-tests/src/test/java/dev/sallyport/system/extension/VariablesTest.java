package dev.sallyport.system.extension;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.Keycloak;
import dev.sallyport.testkit.SallyportTest;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
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
            "session.amr.size() >= 0 && now >= session.authTime && now - session.authTime < duration('5m')",
            "request.grantType == 'authorization_code' && request.audience == []",
            "'scope0' in request.scopes && 'openid' in request.scopes && !('basic' in request.scopes)");

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

    private static String table(List<String> scopes) {
        var json = new JsonMapper();
        return IntStream.range(0, scopes.size())
                .mapToObj(number ->
                        json.writeValueAsString(Map.of("key", scopes.get(number), "value", TRUE_RULES.get(number))))
                .collect(joining(",", "[", "]"));
    }
}
