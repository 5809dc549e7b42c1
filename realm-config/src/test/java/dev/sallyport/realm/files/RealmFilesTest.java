package dev.sallyport.realm.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.realm.plan.SecretFields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonPointer;

class RealmFilesTest {

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void aRealm() throws IOException {
        write("a.yaml", "realm: shop\n");
    }

    @Test
    void joinFilesThatAreBesideEachOther() throws Exception {
        write("b.yaml", "clients: [{clientId: x, name: X}]\n");
        write("c.json", "{\"clients\": [{\"clientId\": \"y\"}, {\"clientId\": \"x\", \"baseUrl\": \"/\"}]}");

        var clients = read().representation().path("clients");

        assertThat(clients.path(0).path("name").asString()).isEqualTo("X");
        assertThat(clients.path(0).path("baseUrl").asString()).isEqualTo("/");
        assertThat(clients.path(1).path("clientId").asString()).isEqualTo("y");
    }

    @Test
    void areReadHoweverTheirEndingsAreWritten() throws Exception {
        write("B.YAML", "displayName: Shop\n");

        assertThat(read().representation().path("displayName").asString()).isEqualTo("Shop");
    }

    @Test
    void haveSchemasBesideThem() throws Exception {
        write("realm.schema.json", RealmSchema.REALM.text());
        write("realm-test.schema.json", RealmSchema.TEST.text());

        assertThat(files(Optional.empty()).reading().findings()).isEmpty();
        assertThat(read().realm()).isEqualTo("shop");
    }

    @Test
    void tellOfFoldersThatAreNotRead() throws Exception {
        write("clients/web/b.yaml", "clients: [{clientId: x}]\n");
        write("themes/a.css", "");
        write(".hidden/b.yaml", "");
        write("environments/test/people/b.test.yml", "");

        assertThat(files(Optional.of("test")).reading().findings())
                .hasSize(2)
                .allMatch(finding -> finding.severity() == Finding.Severity.WARNING)
                .allSatisfy(
                        finding -> assertThat(finding.message()).startsWith("the files in this folder are not read"))
                .extracting(finding -> finding.place().file())
                .containsExactly(
                        folder.resolve("clients").toAbsolutePath(),
                        folder.resolve("environments/test/people").toAbsolutePath());
        assertThat(read().realm()).isEqualTo("shop");
    }

    @Test
    void mayBeInSeveralFolders() throws Exception {
        write("clients/b.yaml", "clients: [{clientId: x}]\n");

        var both = new RealmFiles(List.of(folder, folder.resolve("clients")), Optional.empty(), Map.of()).reading();

        assertThat(both.findings()).isEmpty();
        assertThat(both.realm().representation().at("/clients/0/clientId").asString())
                .isEqualTo("x");
    }

    @Test
    void takeNoClientForASecretBecauseOfItsName() throws Exception {
        write("b.yaml", """
                clients: [{clientId: reset-password}]
                domains: {orders: {audience: 'urn:orders', scopes: {read: 'true'}}}
                access: {reset-password: [orders]}
                roles: {client: {reset-password: [{name: clerk}]}}
                users: [{username: ann, clientRoles: {reset-password: [clerk]}}]
                """);

        var realm = read();

        assertThat(realm.secrets()).isEmpty();
        assertThat(SecretFields.wrapped(realm.representation(), realm.secrets()).at("/users/0/clientRoles"))
                .hasToString("{\"reset-password\":[\"clerk\"]}");
    }

    @Test
    void doNotDisagree() throws Exception {
        write("b.yaml", "displayName: One\n");
        write("c.yaml", "displayName: Two\n");

        assertThat(findings()).endsWith("c.yaml:1:14: 'displayName' is given otherwise in " + folder + "/b.yaml:1:14");
    }

    @Test
    void leaveANewRealmKeycloaksOwnScopesUnlessTheyNameSome() throws Exception {
        var own = JsonPointer.compile("/attributes/CreateDefaultClientScopes");
        write("b.yaml", "domains: {orders: {scopes: {read: 'true'}}}\n");
        assertThat(read().representation().at(own).asString("")).isEqualTo("true");

        write("c.yaml", "clientScopes: [{name: basic, protocol: openid-connect}]\n");
        assertThat(read().representation().at(own).isMissingNode()).isTrue();
    }

    @Test
    void putAnEnvironmentOnTop() throws Exception {
        write("b.yaml", "displayName: Shop\nclients: [{clientId: x, name: X, enabled: true}]\nloginTheme: ours\n");
        write("environments/test/b.yaml", "displayName: Test\nclients: [{clientId: x, name: Y}]\nloginTheme: null\n");

        var realm = files(Optional.of("test")).desired().representation();

        assertThat(realm.path("displayName").asString()).isEqualTo("Test");
        assertThat(realm.path("clients").path(0).path("name").asString()).isEqualTo("Y");
        assertThat(realm.path("clients").path(0).path("enabled").asBoolean()).isTrue();
        assertThat(realm.has("loginTheme")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"tset, Did you mean 'test'?", "../x, has no folder", "'', has no folder"})
    void haveNoOtherEnvironment(String name, String message) throws Exception {
        write("environments/test/b.yaml", "displayName: Test\n");

        assertThatExceptionOfType(InvalidFiles.class)
                .isThrownBy(() -> files(Optional.of(name)).desired())
                .withMessageContaining(message);
    }

    @Test
    void takeWhatTheEnvironmentAndFilesSay() throws Exception {
        write("key.txt", "from a file\n");
        write(
                "b.yaml",
                "clients:\n- {clientId: x, secret: '${file:key.txt}', rootUrl: '${env:URL}/a', baseUrl: '${env:NONE:/b}'}\n");

        var realm = read();

        assertThat(realm.representation().path("clients").path(0))
                .hasToString("{\"clientId\":\"x\",\"secret\":\"from a file\",\"rootUrl\":\"https://shop.example/a\","
                        + "\"baseUrl\":\"/b\",\"attributes\":{\"sallyport.managed-by\":\"realm-config\"}}");
        assertThat(realm.secrets())
                .containsExactlyInAnyOrder(
                        JsonPointer.compile("/clients/0/secret"),
                        JsonPointer.compile("/clients/0/rootUrl"),
                        JsonPointer.compile("/clients/0/baseUrl"));
    }

    @Test
    void leaveTheEnvironmentToTheImport() throws Exception {
        write("b.yaml", "clients:\n- {clientId: x, secret: '${env:SECRET}', rootUrl: '${env:URL:http://localhost}'}\n");

        var client = files(Optional.empty())
                .importable()
                .representation()
                .path("clients")
                .path(0);

        assertThat(client.path("secret").asString()).isEqualTo("${SECRET}");
        assertThat(client.path("rootUrl").asString()).isEqualTo("${URL:http://localhost}");
    }

    @Test
    void passOnWhatIsKeycloaks() throws Exception {
        write("b.yaml", "displayName: ${title}\nsmtpServer: {password: '${vault.mail}'}\n");

        assertThat(read().representation().path("displayName").asString()).isEqualTo("${title}");
        assertThat(read().representation().at("/smtpServer/password").asString())
                .isEqualTo("${vault.mail}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "displaName: x | 1:1: the file has nothing called 'displaName'. Did you mean 'displayName'?",
                "clients: {} | 1:10: 'clients' is a list, and this is a mapping",
                "clients: [x] | 1:11: a part of 'clients' is a mapping, and this is a text",
                "enabled: 'yes' | 1:10: 'enabled' is true or false, and this is a text",
                "enabled: 1 | 1:10: 'enabled' is true or false, and this is a number",
                "accessTokenLifespan: 1.5 | 1:22: 'accessTokenLifespan' is a whole number, and this is a number",
                "domains: {o: {}} | 1:14: 'o' needs 'scopes'",
                "domains: {'a:b': {scopes: {}}} | 1:11: 'a:b' is not the name of a domain",
                "domains: {o: {scopes: {'a b': 'true'}}} | 1:24: 'a b' is not the name of a scope",
                "displayName: ${env:NONE} | 1:14: the environment variable NONE is not set",
                "displayName: ${env:} | 1:14: ${env:}: '' is no name of a variable",
                "displayName: ${file:none} | 1:14: the file none cannot be read",
                "displayName: ${NONE} | 1:14: ${NONE} is known to Keycloak's import alone; write ${env:NONE}",
                "clients: [{clientId: x, secret: y}] | 1:33: 'secret' is a secret in plain text",
                "smtpServer: {password: y} | 1:24: 'password' is a secret in plain text",
                "users: [{username: x, credentials: [{value: y}]}] | 1:45: 'value' is a secret in plain text",
                "components: {k: [{name: x, config: {privateKey: [y]}}]} | 1:50: 'privateKey' is a secret in plain text",
                "clients: [{clientId: x, secret: '${env:X:hunter2}'}] | 1:33: 'secret' is a secret, and its default stands here",
                "domains: {domain: {scopes: {r: 'true'}}} | 1:11: no domain can be called 'domain'",
                "domains: {profile: {scopes: {r: 'true'}}} | 1:11: no domain can be called 'profile'",
                "domains: {openid: {scopes: {r: 'true'}}} | 1:11: no domain can be called 'openid'",
                "clients: [{clientId: x, secret: '**********'}] | 1:33: 'secret' has the mask that Keycloak exports",
                "clients: [{clientId: x}, {clientId: x}] | 1:26: 'x' stands in this list a second time",
                "sources: {o: {url: x, fields: {}, secret: y}} | 1:43: 'secret' is not a reference into Keycloak's vault",
                "clients: [{clientId: x, attributes: {saml.signing.private.key: y}}] | 1:64: 'saml.signing.private.key' is a secret",
                "clients: [{clientId: x, attributes: {saml.encryption.private.key: y}}] | 1:67: 'saml.encryption.private.key' is",
                "authenticatorConfig: [{alias: x, config: {secret.key: y}}] | 1:55: 'secret.key' is a secret in plain text"
            })
    void sayWhatIsWrongAndWhere(String text, String finding) throws Exception {
        write("b.yaml", text + "\n");

        assertThat(findings()).contains("b.yaml:" + finding);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "realm: '${env:PASSWORD}'",
                "domains: {o: {scopes: {r: {grant: 'true', description: '${env:PASSWORD}'}}}}",
                "domains: {o: {audience: [a, '${env:PASSWORD}'], scopes: {r: 'true'}}}",
                "domains: {o: {scopes: {r: \"'${file:password}' in user.roles\"}}}",
                "claims: {'https://x.example/c': \"'${env:PASSWORD}'\"}",
                "access: {'x': ['${env:PASSWORD}']}",
                "editableAttributes: ['${env:PASSWORD}']",
                "userProfile: {attributes: [{name: a, displayName: '${env:PASSWORD}'}]}",
                "sources: {o: {url: 'https://x.example', fields: {a: '${env:PASSWORD}'}}}",
                "clients: [{clientId: '${env:PASSWORD}'}]",
                "clients: [{clientId: x, defaultClientScopes: ['${env:PASSWORD}']}]",
                "users: [{username: x, groups: ['${env:PASSWORD}']}]",
                "users: [{username: x, clientRoles: {a: ['${env:PASSWORD}']}}]",
                "groups: [{name: a, subGroups: [{name: '${env:PASSWORD}'}]}]",
                "roles: {realm: [{name: x, composites: {realm: ['${env:PASSWORD}']}}]}",
                "clientScopes: [{name: a, protocolMappers: [{name: b, config: {rules: '${env:PASSWORD}'}}]}]",
                "authenticationFlows: [{alias: a, authenticationExecutions: [{flowAlias: '${env:PASSWORD}'}]}]"
            })
    void doNotLetTheEnvironmentIntoWhatIsShown(String text) throws Exception {
        write("password", "correct horse");
        write("a.yaml", text.startsWith("realm") ? text : "realm: shop\n" + text);

        assertThat(findings())
                .contains("names, rules and short forms stand in the files as they are")
                .doesNotContain("correct horse");
        assertThat(files(Optional.empty()).reading().findings().toString()).doesNotContain("correct horse");
    }

    @Test
    void mayHoldSecretsWhereTheySaySo() throws Exception {
        write("b.yaml", "plainSecrets: allowed\nclients: [{clientId: x, secret: y}]\n");

        assertThat(read().secrets()).containsExactly(JsonPointer.compile("/clients/0/secret"));
        assertThat(read().toString()).doesNotContain("y");
    }

    @Test
    void becomeWhatKeycloakKnows() throws Exception {
        write("b.yaml", """
                domains:
                  orders:
                    scopes:
                      read:
                        grant: "true"
                        description: {en: See orders, ko: 주문 보기}
                claims:
                  https://shop.example/tenant: {value: "'x'", in: [id]}
                sources:
                  rights: {url: https://rights.example, fields: {limit: int}, deadlineMillis: 500}
                access:
                  shop: [orders:read]
                clients:
                - clientId: shop
                  defaultClientScopes: [basic]
                - clientId: orders
                """);

        var realm = read().representation();

        assertThat(realm.at("/clients/0/defaultClientScopes")).hasToString("[\"basic\",\"domain\"]");
        assertThat(realm.at("/clients/0/optionalClientScopes").toString()).contains("\"orders\",\"orders:read\"");
        assertThat(realm.at("/clients/1").has("defaultClientScopes")).isFalse();
        assertThat(realm.at("/clientScopes/0/protocolMappers/0/config/rules").asString())
                .isEqualTo("[{\"key\":\"orders:read\",\"value\":\"true\"}]");
        assertThat(realm.at("/clientScopes/0/protocolMappers/1/config"))
                .hasToString(
                        "{\"claims\":\"[{\\\"key\\\":\\\"https://shop.example/tenant\\\",\\\"value\\\":\\\"'x'\\\"}]\","
                                + "\"access.token.claim\":\"false\",\"id.token.claim\":\"true\",\"userinfo.token.claim\":\"false\","
                                + "\"introspection.token.claim\":\"false\"}");
        assertThat(realm.at("/clientScopes/2/attributes/consent.screen.text").asString())
                .isEqualTo("${orders.read}");
        assertThat(realm.at("/localizationTexts/ko/orders.read").asString()).isEqualTo("주문 보기");
        assertThat(realm.at("/components/dev.sallyport.keycloak.entitlement.EntitlementSource/0/config"))
                .hasToString(
                        "{\"url\":[\"https://rights.example\"],\"fields\":[\"limit: int\"],\"deadline-millis\":[\"500\"]}");
        assertThat(realm.path("defaultDefaultClientScopes")).hasToString("[\"domain\"]");
        assertThat(realm.has("domains")).isFalse();
    }

    private DesiredRealm read() throws InvalidFiles {
        return files(Optional.empty()).desired();
    }

    private String findings() {
        try {
            read();
            return "";
        } catch (InvalidFiles invalid) {
            return String.valueOf(invalid.getMessage());
        }
    }

    private RealmFiles files(Optional<String> environment) {
        return new RealmFiles(
                List.of(folder), environment, Map.of("URL", "https://shop.example", "PASSWORD", "correct horse"));
    }

    private void write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
