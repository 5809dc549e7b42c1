package dev.sallyport.realm.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.realm.files.Finding;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Names that nobody has, wherever files use names. */
class ReferencesTest {

    private static final String KNOWN = """
            realm: Shop
            clients: [{clientId: orders}, {clientId: shop, authorizationServicesEnabled: true}]
            clientScopes: [{name: catalog, protocol: openid-connect}]
            groups: [{name: staff, subGroups: [{name: support}, {name: a/b}]}]
            identityProviders: [{alias: google, providerId: google}]
            """;

    private static final String ROLES = "roles: {realm: [{name: cook}], client: {orders: [{name: reader}]}}\n";

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "roles: {realm: [{name: cook}, {name: x, composites: {realm: [cok]}}]} | no realm role 'cok'. Did you mean 'cook'?",
                "roles: {realm: [{name: x, composites: {client: {ordres: [y]}}}]} | no client 'ordres'. Did you mean 'orders'?",
                "roles: {client: {orders: [{name: reader}, {name: x, composites: {client: {orders: [raeder]}}}]}} | no role of client 'orders' 'raeder'. Did you mean 'reader'?",
                "scopeMappings: [{client: shpo, roles: []}] | no client 'shpo'. Did you mean 'shop'?",
                "scopeMappings: [{clientScope: catalgo, roles: []}] | no client scope 'catalgo'. Did you mean 'catalog'?",
                "scopeMappings: [{client: shop, roles: [x]}] | no realm role 'x'",
                "clientScopeMappings: {ordres: []} | no client 'ordres'. Did you mean 'orders'?",
                "clientScopeMappings: {orders: [{client: shop, roles: [x]}]} | no role of client 'orders' 'x'",
                "defaultGroups: [/staf] | no group '/staf'. Did you mean '/staff'?",
                "browserFlow: brwoser | no authentication flow 'brwoser'. Did you mean 'browser'?",
                "clients: [{clientId: orders}, {clientId: x, authenticationFlowBindingOverrides: {browser: mine}}] | no authentication flow 'mine'",
                "authenticationFlows: [{alias: mine, authenticationExecutions: [{flowAlias: form}]}] | no authentication flow 'form'",
                "authenticationFlows: [{alias: mine, authenticationExecutions: [{flowAlias: registration}]}] | no authentication flow 'registration'",
                "authenticationFlows: [{alias: mine, authenticationExecutions: [{flowAlias: 0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0}]}] | no authentication flow '0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0'",
                "authenticationFlows: [{alias: mine, authenticationExecutions: [{authenticator: a, authenticatorConfig: c}]}] | no authenticatorConfig 'c'",
                "identityProviders: [{alias: google, firstBrokerLoginFlowAlias: first}] | no authentication flow 'first'",
                "identityProviderMappers: [{name: m, identityProviderAlias: gogle}] | no identity provider 'gogle'. Did you mean 'google'?",
                "organizations: [{name: acme, identityProviders: [{alias: gogle}]}] | no identity provider 'gogle'. Did you mean 'google'?",
                "users: [{username: service-account-x, serviceAccountClientId: x}] | no client 'x'"
            })
    void areToldInEachPlace(String text, String finding) throws IOException {
        var key = text.substring(0, text.indexOf(':') + 1);
        var known = KNOWN.lines().filter(line -> !line.startsWith(key)).toList();

        assertThat(findings(String.join("\n", known) + "\n" + text))
                .anySatisfy(found -> assertThat(found).contains("error: the files have " + finding));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"cok\" in user.roles | no realm role 'cok'. Did you mean 'cook'?",
                "user.roles.exists(r, r == 'cok') | no realm role 'cok'. Did you mean 'cook'?",
                "user.roles.exists(r, (r.size() > 1) && 'cok' == r) | no realm role 'cok'",
                "user.groups.exists(g, g == \"/staff/suport\") | no group '/staff/suport'. Did you mean '/staff/support'?",
                "user.groups.exists(g, g.startsWith('/staf/')) | no group that begins with '/staf/'. Did you mean '/staff'?",
                "'raeder' in user.clientRoles[?'orders'].orValue([]) | no role of client 'orders' 'raeder'"
            })
    void areToldInRules(String rule, String finding) throws IOException {
        assertThat(findings(KNOWN + ROLES + rule(rule)))
                .anySatisfy(found -> assertThat(found).contains("warning: orders:read: the files have " + finding));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'cook' in user.roles && user.roles.exists(r, r == 'default-roles-shop') && 'offline_access' in user.roles",
                "user.groups.exists(g, g.startsWith('/staff/') || g == '/staff') || '/staff/a/b' in user.groups",
                "'/staff/a~/b' in user.groups",
                "'view-users' in user.clientRoles['realm-management'] && 'reader' in user.clientRoles['orders']",
                "'uma_protection' in user.clientRoles['shop']",
                "user.groups.exists(g, g.startsWith('/staff/support/'))"
            })
    void areNotTakenForWrongInRules(String rule) throws IOException {
        assertThat(findings(KNOWN + ROLES + rule(rule))).isEmpty();
    }

    @Test
    void areNotTakenForWrongWhereKeycloakMakesThem() throws IOException {
        assertThat(findings(KNOWN + ROLES + """
                browserFlow: browser
                firstBrokerLoginFlow: first broker login
                dockerAuthenticationFlow: docker auth
                defaultGroups: [/staff/support]
                defaultDefaultClientScopes: [profile, catalog]
                scopeMappings:
                - {clientScope: offline_access, roles: [offline_access]}
                - {client: account-console, roles: [default-roles-shop]}
                clientScopeMappings:
                  account: [{client: account-console, roles: [manage-account, view-groups]}]
                  realm-management: [{client: shop, roles: [view-users]}]
                users:
                - username: service-account-shop
                  serviceAccountClientId: shop
                  realmRoles: [default-roles-shop, cook]
                  clientRoles: {realm-management: [view-users], shop: [uma_protection], orders: [reader]}
                  groups: [/staff/a~/b]
                authenticationFlows:
                - alias: mine
                  id: 0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0
                  authenticationExecutions: [{flowAlias: forms of mine}, {authenticator: a, authenticatorConfig: settings}]
                - {alias: forms of mine, topLevel: false}
                authenticatorConfig: [{alias: settings, config: {a: b}}]
                identityProviderMappers: [{name: m, identityProviderAlias: google}]
                organizations: [{name: acme, identityProviders: [{alias: google}]}]
                """)).isEmpty();
    }

    @Test
    void areNotTakenForWrongInTheRealmThatAdministersAllOthers() throws IOException {
        var master = """
                users:
                - username: service-account-shop
                  realmRoles: [admin, default-roles-master]
                  clientRoles: {master-realm: [view-users], acme-realm: [manage-users]}
                roles:
                  realm: [{name: helper, composites: {realm: [create-realm], client: {acme-realm: [view-realm]}}}]
                """ + rule("'admin' in user.roles || 'view-users' in user.clientRoles['acme-realm']");

        assertThat(findings(KNOWN.replace("Shop", "master") + master)).isEmpty();
        assertThat(findings(KNOWN + master))
                .anySatisfy(found -> assertThat(found).contains("no realm role 'admin'"))
                .anySatisfy(found -> assertThat(found).contains("no realm role 'create-realm'"))
                .anySatisfy(found -> assertThat(found).contains("no client 'acme-realm'"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "defaultGroups: ['${env:X}']",
                "browserFlow: ${env:X}",
                "defaultDefaultClientScopes: ['${env:X}']",
                "users: [{username: a, realmRoles: ['${env:X}']}]",
                "identityProviderMappers: [{name: m, identityProviderAlias: '${env:X}'}]",
                "domains: {orders: {scopes: {read: \"'${env:X}' in user.roles\"}}}"
            })
    void areToldOnceWhereTheyMayNotBeLeftOpen(String text) throws IOException {
        assertThat(findings(KNOWN + text)).singleElement().asString().contains("stand in the files as they are");
    }

    private static String rule(String rule) {
        return "domains:\n  orders:\n    scopes:\n      read: >-\n        " + rule + "\n";
    }

    private List<String> findings(String text) throws IOException {
        var file = folder.resolve("realm.yaml");
        Files.writeString(file, text);
        var reading = new RealmFiles(List.of(file), Optional.empty(), Map.of()).reading();
        return RealmCheck.findings(reading).stream().map(ReferencesTest::said).toList();
    }

    private static String said(Finding finding) {
        return (finding.isError() ? "error: " : "warning: ") + finding.message();
    }
}
