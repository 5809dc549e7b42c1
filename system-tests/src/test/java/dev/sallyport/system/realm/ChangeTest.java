package dev.sallyport.system.realm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.Browser;
import dev.sallyport.testkit.Keycloak;
import dev.sallyport.testkit.SallyportTest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What a changed file makes of a realm, and what it leaves as it is. */
@SallyportTest
class ChangeTest {

    private static final DeclaredRealm EVERYTHING = EverythingChanged.BEFORE;

    private static final String SHOP = "https://shop.example/cb";

    private final RealmTool tool;

    ChangeTest(Keycloak keycloak) {
        tool = new RealmTool(keycloak);
    }

    @AfterEach
    void deleteRealm() {
        tool.close();
    }

    @Test
    void changesEverythingOnceAndPrunesIt() {
        tool.applied(EVERYTHING);
        var changed = EverythingChanged.AFTER;

        var plan = tool.plan(changed, "--json").json();
        var changes = plan.path("changes");
        assertThat(changes.valueStream().map(change -> change.path("kind").asString()))
                .containsOnlyOnceElementsOf(RealmTool.kinds());
        assertThat(changes.valueStream().map(change -> change.path("action").asString()))
                .containsOnly("change");
        assertThat(changes.path(changes.size() - 1).path("fields").valueStream())
                .extracting(field -> field.path("path").path(0).asString())
                .containsExactly("browserFlow", "defaultGroups");
        tool.applied(changed, "--expect", plan.path("fingerprint").asString());

        isAsDeclared(changed);
        assertThat(tool.apply(DeclaredRealm.small(), "--prune").err())
                .contains("Nothing was changed in the realm", "flow my browser cannot go, since defaults of realm ");
        var next = DeclaredRealm.small().with("browserFlow", "browser");
        tool.applied(next, "--prune");
        assertThat(tool.plan(next, "--prune")).returns(0, RealmTool.Run::exit);
        assertThat(tool.get("/clients?clientId=shop")).isEmpty();
    }

    /** What Keycloak does not show is asked of the connection that it makes with it. */
    @Test
    void keepsSecretsItDoesNotChange() throws Exception {
        tool.applied(EVERYTHING);
        try (var directory = new Listener()) {
            var changed = EVERYTHING
                    .changed("/clients", "clientId", "shop", shop -> shop.put("name", "The shop"))
                    .changed("/identityProviders", "alias", "google", google -> google.put("displayName", "G"))
                    .with(realm -> EverythingChanged.ldap(realm)
                            .putArray("connectionUrl")
                            .add("ldap://" + directory.address()));

            assertThat(tool.plan(changed).out())
                    .contains("To create 0, to change 3, to delete 0.")
                    .doesNotContain("secret");
            tool.applied(changed);

            assertThat(tool.plan(changed)).returns(0, RealmTool.Run::exit);
            assertThat(tool.get("/clients?clientId=shop").path(0).path("secret").asString())
                    .isEqualTo("shop-secret");
            assertThat(directory.said(() -> bind("ldap://" + directory.address())))
                    .contains("ldap-password");
        }
    }

    /** Keycloak binds with the secret that it has. */
    private void bind(String url) {
        var ldap = tool.get("/components?type=org.keycloak.storage.UserStorageProvider")
                .path(0);
        tool.admin()
                .post(
                        "/" + tool.realm + "/testLDAPConnection",
                        Map.of(
                                "action", "testAuthentication",
                                "authType", "simple",
                                "connectionUrl", url,
                                "bindDn", "cn=a",
                                "bindCredential", "**********",
                                "componentId", ldap.path("id").asString()));
    }

    /** Heard where Keycloak proves who it is. */
    @Test
    void keepsTheSecretOfAnIdentityProviderThatTheFilesLeaveOut() throws Exception {
        try (var provider = new Listener()) {
            var declared = DeclaredRealm.small()
                    .plus("/clients", Map.of("clientId", "shop", "publicClient", true, "redirectUris", List.of(SHOP)))
                    .plus("/identityProviders", partner("http://" + provider.address()));
            var leftOut =
                    declared.changed("/identityProviders", "alias", "partner", ChangeTest::withoutSecretButWithAName);
            tool.applied(declared);

            tool.applied(leftOut);

            assertThat(tool.plan(leftOut)).returns(0, RealmTool.Run::exit);
            var proof = Base64.getEncoder().encodeToString("us:google-secret".getBytes(UTF_8));
            assertThat(provider.said(this::comeBackFromPartner)).contains("Authorization: Basic " + proof);
        }
    }

    private static Map<String, ?> partner(String url) {
        var config = Map.of(
                "clientId", "us",
                "clientSecret", "${env:GOOGLE_SECRET}",
                "clientAuthMethod", "client_secret_basic",
                "authorizationUrl", url + "/authorize",
                "tokenUrl", url + "/token");
        return Map.of("alias", "partner", "providerId", "oidc", "config", config);
    }

    private static void withoutSecretButWithAName(ObjectNode provider) {
        provider.put("displayName", "Partner").withObjectProperty("config").remove("clientSecret");
    }

    private void comeBackFromPartner() {
        var realm = tool.keycloak().realm(tool.realm);
        var browser = Browser.on(tool.keycloak().url()).stoppingBefore("/authorize");
        var away = browser.open(realm.endpoint("auth") + "?client_id=shop&response_type=code&scope=openid&redirect_uri="
                + SHOP + "&kc_idp_hint=partner");
        var state = away.redirect().orElseThrow().getRawQuery().replaceFirst("(?:.*&)?(state=[^&]*).*", "$1");
        browser.open(realm.issuer() + "/broker/partner/endpoint?code=some&" + state);
    }

    @Test
    void emptiesWhatIsNullAndLeavesWhatCannotBeEmpty() {
        tool.applied(described("Sells"));
        var nothing = described("Sells")
                .with(realm -> realm.putNull("accessTokenLifespan").putNull("displayName"))
                .changed(
                        "/clients",
                        "clientId",
                        "shop",
                        shop -> shop.putNull("description")
                                .putNull("redirectUris")
                                .putNull("consentRequired"))
                .changed("/roles/realm", "name", "cook", ChangeTest::undescribed)
                .changed("/groups", "name", "staff", staff -> staff.putNull("realmRoles"))
                .changed("/clientScopes", "name", "catalog", ChangeTest::undescribed);

        assertThat(tool.plan(nothing).out())
                .contains("description  \"Sells\" → (nothing)")
                .doesNotContain("accessTokenLifespan", "consentRequired");
        tool.applied(nothing);

        isAsDeclared(nothing);
        var shop = tool.get("/clients?clientId=shop").path(0);
        assertThat(shop.path("description").asString("")).isEmpty();
        assertThat(shop.path("redirectUris")).isEmpty();
        var staff = tool.get("/group-by-path/staff").path("id").asString();
        assertThat(tool.get("/groups/" + staff + "/role-mappings/realm")).isEmpty();
        assertThat(shop.path("consentRequired").asBoolean()).isTrue();
        assertThat(tool.get("").path("accessTokenLifespan").asInt()).isEqualTo(120);
    }

    private static void undescribed(ObjectNode thing) {
        thing.putNull("description");
    }

    private static DeclaredRealm described(String description) {
        return DeclaredRealm.small()
                .with("accessTokenLifespan", 120)
                .with("displayName", description)
                .plus("/roles/realm", Map.of("name", "cook", "description", description))
                .plus("/groups", Map.of("name", "staff", "realmRoles", List.of("cook")))
                .plus(
                        "/clientScopes",
                        Map.of("name", "catalog", "protocol", "openid-connect", "description", description))
                .plus(
                        "/clients",
                        Map.of(
                                "clientId",
                                "shop",
                                "description",
                                description,
                                "consentRequired",
                                true,
                                "redirectUris",
                                List.of(SHOP)));
    }

    @Test
    void isPlannedWhereThereAreMoreThanAThousandOfAKind() {
        var roles = IntStream.range(0, 1_050)
                .mapToObj(number -> Map.of("name", "role-%04d".formatted(number)))
                .toList();
        tool.make(DeclaredRealm.small());
        tool.admin()
                .post(
                        "/" + tool.realm + "/partialImport",
                        Map.of("ifResourceExists", "FAIL", "roles", Map.of("realm", roles)));
        var declared = DeclaredRealm.small().with("roles", Map.of("realm", roles));

        assertThat(tool.plan(declared)).returns(0, RealmTool.Run::exit);
        assertThat(tool.plan(declared.plus("/roles/realm", Map.of("name", "one-more")))
                        .out())
                .contains("+ role one-more", "To create 1, to change 0, to delete 0.");
    }

    @Test
    void renamesAClientWithItsAccount() {
        tool.applied(robot("robot"));
        var account = account("robot");
        var renamed = robot("machine");

        assertThat(tool.plan(renamed, "--rename", "client/robot=machine").out())
                .contains("~ client machine\n", "To create 0, to change 1, to delete 0.");
        tool.applied(renamed, "--rename", "client/robot=machine");

        isAsDeclared(renamed);
        assertThat(account("machine")).isEqualTo(account);
        assertThat(tool.run("drift", tool.realm)).returns(0, RealmTool.Run::exit);
    }

    private static DeclaredRealm robot(String name) {
        return DeclaredRealm.small()
                .plus("/roles/realm", Map.of("name", "cook"))
                .plus("/clients", Map.of("clientId", name, "serviceAccountsEnabled", true))
                .plus(
                        "/users",
                        Map.of(
                                "username",
                                "service-account-" + name,
                                "serviceAccountClientId",
                                name,
                                "realmRoles",
                                List.of("cook")));
    }

    private String account(String client) {
        var id = tool.get("/clients?clientId=" + client).path(0).path("id").asString();
        var account = tool.get("/clients/" + id + "/service-account-user");
        assertThat(account.path("username").asString()).isEqualTo("service-account-" + client);
        return account.path("id").asString();
    }

    private void isAsDeclared(DeclaredRealm declared) {
        assertThat(tool.plan(declared)).returns(0, RealmTool.Run::exit);
        tool.adminEvents();
        tool.applied(declared);
        assertThat(tool.adminEvents()).as("what a second apply writes").isZero();
    }
}
