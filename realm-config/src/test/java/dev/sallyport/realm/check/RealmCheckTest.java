package dev.sallyport.realm.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.realm.files.Finding;
import dev.sallyport.realm.files.InvalidFiles;
import dev.sallyport.realm.files.RealmFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RealmCheckTest {

    private static final String ORDERS = "clients: [{clientId: orders}]\ndomains: {orders: {scopes: {read: \"%s\"}}}\n";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void hasNothingAgainstTheDemoRealm() {
        var demo = new RealmFiles(List.of(Path.of("realm")), Optional.of("demo"), Map.of());

        assertThat(RealmCheck.findings(demo.reading())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "user.rols == ['x'] | 2:40: orders:read: undefined field 'rols'. Did you mean user.roles?",
                "'a' in user.roles && | 2:",
                "user.username | 2:35: orders:read: a grant rule is true or false, and this one is string",
                "user.email == 'x' | 2:35: orders:read: reads user.email, which users may edit themselves",
                "user.attributes['lastName'] == [] | 2:35: orders:read: reads user.attributes['lastName'], which users",
                "'cook' in user.roles | 2:35: orders:read: the files have no realm role 'cook'",
                "'/kitchen' in user.groups | 2:35: orders:read: the files have no group '/kitchen'",
                "'x' in user.clientRoles['ordres'] | 2:35: orders:read: the files have no client 'ordres'. Did you mean 'orders'?"
            })
    void compilesGrantRules(String rule, String finding) throws IOException {
        assertThat(findings(ORDERS.formatted(rule)))
                .anySatisfy(found -> assertThat(found).startsWith(finding));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "claims: {scope: user.username} | 1:17: 'scope': a standard or Keycloak gives this name a meaning",
                "claims: {tenant: user.username} | 1:18: 'tenant': is neither a URI",
                "claims: {'https://x.example/c': user.nam} | 1:37: https://x.example/c: undefined field 'nam'",
                "clients: [{clientId: x, redirectUris: ['*']}] | 1:40: the redirect URI '*' lets codes go to any site",
                "clients: [{clientId: x, redirectUris: ['https://*.x.example/']}] | 1:40: the redirect URI",
                "clients: [{clientId: x, redirectUris: ['https://x.example/*']}] | 1:40: the redirect URI",
                "clients: [{clientId: x, redirectUris: ['http://x.example/cb']}] | 1:40: codes for",
                "clients: [{clientId: x, redirectUris: ['${env:URL}/*']}] | 1:40: the redirect URI (filled in) lets codes go to any page",
                "clients: [{clientId: x, attributes: {post.logout.redirect.uris: '+##https://x.example/*'}}] | 1:65: the URI after logout 'https://x.example/*' lets a logout end at any page of that site",
                "clients: [{clientId: x, attributes: {post.logout.redirect.uris: '*'}}] | 1:65: the URI after logout '*' lets a logout end at any site",
                "authenticationFlows: [{alias: a, authenticationExecutions: [{flowAlias: a}]}] | 1:73: the authentication flow 'a' would run itself",
                "authenticationFlows: [{alias: a, authenticationExecutions: [{flowAlias: b}]}, {alias: b, topLevel: false, authenticationExecutions: [{flowAlias: a}]}] | 1:73: the authentication flow 'a' would run itself",
                "clients: [{clientId: x, webOrigins: ['*']}] | 1:38: the web origin '*'",
                "clients: [{clientId: x, optionalClientScopes: [phnoe]}] | 1:48: the files have no client scope 'phnoe'. Did you mean 'phone'?",
                "users: [{username: x, realmRoles: [cook]}] | 1:36: the files have no realm role 'cook'",
                "users: [{username: x, groups: [/kitchen]}] | 1:32: the files have no group '/kitchen'",
                "users: [{username: x, clientRoles: {x: [y]}}] | 1:40: the files have no client 'x'",
                "access: {x: []} | 1:10: the files have no client 'x'"
            })
    void findsWhatIsWrong(String text, String finding) throws IOException {
        assertThat(findings(text)).anySatisfy(found -> assertThat(found).startsWith(finding));
    }

    @Test
    void pointsIntoARuleOfSeveralLines() throws IOException {
        var rule = """
                clients: [{clientId: orders}]
                domains:
                  orders:
                    scopes:
                      read: >-
                        user.serviceAccount
                        || user.rols == []
                """;

        assertThat(findings(rule))
                .containsExactly("7:16: orders:read: undefined field 'rols'. Did you mean user.roles?\n"
                        + "| || user.rols == []\n|        ^");
    }

    @Test
    void findsDomainScopesThatComeUnasked() throws IOException {
        var text = ORDERS.formatted("true") + "access: {orders: []}\ndefaultDefaultClientScopes: ['orders:read']\n";

        assertThat(findings(text))
                .anySatisfy(found ->
                        assertThat(found).startsWith("4:30: orders:read is a default scope of every new client"));
    }

    @Test
    void findsClientsWhoseScopesNoRuleDecides() throws IOException {
        var text = """
                clients: [{clientId: orders, defaultClientScopes: [], optionalClientScopes: ['orders:read']}]
                domains: {orders: {scopes: {read: 'true'}}}
                """;

        assertThat(findings(text))
                .anySatisfy(found -> assertThat(found)
                        .startsWith(
                                "1:78: client 'orders' may ask for orders:read and lacks the default scope domain"));
    }

    @Test
    void findsThemAlsoWhereOptionalScopesAloneAreSaid() throws IOException {
        var text = """
                clients: [{clientId: orders, optionalClientScopes: ['orders:read']}]
                domains: {orders: {scopes: {read: 'true'}}}
                """;

        assertThat(findings(text)).anySatisfy(found -> assertThat(found).contains("lacks the default scope domain"));
    }

    @Test
    void doesNotRepeatWhatTheEnvironmentSays() throws IOException {
        var file = folder.resolve("realm.yaml");
        Files.writeString(
                file,
                "realm: shop\nclients: [{clientId: x, redirectUris: ['${env:URL}'],"
                        + " attributes: {post.logout.redirect.uris: '${env:URL}*'}}]\n");
        var reading =
                new RealmFiles(List.of(file), Optional.empty(), Map.of("URL", "http://hidden.example/")).reading();

        assertThat(RealmCheck.findings(reading).toString())
                .contains("codes for (filled in) can be read", "the URI after logout (filled in) lets")
                .doesNotContain("hidden");
    }

    @Test
    void findsScopesThatAParameterizedOneShadows() throws IOException {
        var text = """
                clientScopes:
                - {name: reports, attributes: {is.parameterized.scope: true}}
                - {name: 'reports:all'}
                """;

        assertThat(findings(text))
                .anySatisfy(found ->
                        assertThat(found).startsWith("2:3: the parameterized scope 'reports' shadows 'reports:all'"));
    }

    @Test
    void findsWhatIsLongerThanItsColumn() throws IOException {
        var text = "clients: [{clientId: x, description: " + "d".repeat(256)
                + "}]\nclientScopes: [{name: y, attributes: {a: " + "v".repeat(2049) + "}}]\n";

        assertThat(findings(text))
                .contains("1:38: 'description' has 256 characters; Keycloak keeps at most 255")
                .contains("2:42: 'a' has 2049 characters; Keycloak keeps at most 2048");
    }

    @Test
    void findsTokensThatWouldBeTooLarge() throws IOException {
        var scopes = new StringBuilder();
        for (var scope = 0; scope < 300; scope++) {
            scopes.append("      a-rather-long-name-" + scope + ": 'true'\n");
        }
        var text = "clients: [{clientId: orders}]\naccess: {orders: [orders]}\ndomains:\n  orders:\n    scopes:\n"
                + scopes;

        assertThat(findings(text))
                .anySatisfy(found -> assertThat(found)
                        .startsWith("1:11: an access token with all that client 'orders' may ask for has about"));
    }

    @Test
    void saysWhatOnlyAnImportCarriesOut() throws IOException {
        var text = """
                clients: [{clientId: shop, authorizationServicesEnabled: true, authorizationSettings: {resources: []}}]
                organizations: [{name: acme, members: [{username: ann}]}, {name: other, members: []}]
                """;

        assertThat(findings(text))
                .contains(
                        "1:64: plan and apply do not manage 'authorizationSettings': only an import of the compiled file"
                                + " carries it out")
                .filteredOn(found -> found.contains("'members'"))
                .hasSize(1);
        assertThatThrownBy(() ->
                        new RealmFiles(List.of(folder.resolve("realm.yaml")), Optional.empty(), Map.of()).desired())
                .isInstanceOf(InvalidFiles.class);
    }

    /** Without the file's name. */
    private List<String> findings(String text) throws IOException {
        var file = folder.resolve("realm.yaml");
        Files.writeString(file, text + (text.contains("realm:") ? "" : "\nrealm: shop\n"));
        var reading = new RealmFiles(List.of(file), Optional.empty(), Map.of()).reading();
        return RealmCheck.findings(reading).stream()
                .map(Finding::toString)
                .map(found -> found.substring(file.toString().length() + 1))
                .toList();
    }
}
