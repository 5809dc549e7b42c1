package dev.sallyport.system.extension;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.sallyport.system.InBrowser;
import dev.sallyport.testkit.Keycloak;
import dev.sallyport.testkit.SallyportTest;
import dev.sallyport.testkit.Stack;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Keycloak's console, for administrators of a realm. */
@InBrowser
@SallyportTest
class ConsoleTest {

    private final Stack stack;
    private final Keycloak keycloak;
    private final Page page;
    private final Console console;

    ConsoleTest(Stack stack, BrowserContext browser) {
        this.stack = stack;
        this.keycloak = stack.keycloak();
        this.page = browser.newPage();
        page.setViewportSize(1280, 900);
        this.console = new Console(page, keycloak.url(), "sallyport");
    }

    @ParameterizedTest
    @CsvSource({
        "en, sallyport-domain-scopes, Grant rules",
        "en, sallyport-private-claims, Claim rules",
        "ko, sallyport-domain-scopes, 부여 규칙",
        "ko, sallyport-private-claims, 클레임 규칙"
    })
    void namesTheRulesInTheAdministratorsLanguage(String language, String mapper, String label) {
        try (var administrator = TestUser.of(keycloak, Map.of("locale", List.of(language)))) {
            administrator.receives("realm-management", "realm-admin");

            page.setExtraHTTPHeaders(Map.of("Accept-Language", language));
            console.logIn(administrator.name);
            console.open("client-scopes/" + domain().path("id").asString() + "/mappers/" + id(mapper) + "/edit");

            assertThat(page.locator("form")).containsText(label);
            assertThat(page.locator("form")).not().containsText("sallyport.");
            console.shoot(mapper + "-" + language);
        }
    }

    @ParameterizedTest
    @CsvSource({"alice, openid orders invoices", "bob, openid orders:read orders:write", "dave, openid orders"})
    void evaluatesWhatTheTokenSays(String user, String scope) {
        var evaluated = keycloak.admin()
                .get("/sallyport/clients/" + keycloak.admin().clientUuid("sallyport", "cli")
                        + "/evaluate-scopes/generate-example-access-token?scope=" + scope.replace(" ", "%20")
                        + "&userId=" + keycloak.admin().userId("sallyport", user));

        try (var cli = CommandLine.of(stack.realm(), "cli")) {
            assertThat(evaluated.path("scope").asString())
                    .isEqualTo(cli.logIn(user, scope).tokenScope());
        }
    }

    @Test
    void showsTheTokenOfAUserAsItWillBeUnderEvaluate() {
        try (var administrator = TestUser.of(keycloak, Map.of());
                var cli = CommandLine.of(stack.realm(), "cli")) {
            administrator.receives("realm-management", "realm-admin");
            console.logIn(administrator.name);

            page.setViewportSize(1280, 1300);
            console.evaluate("cli", "bob", "orders:read", "orders:write", "orders:refund");

            var scope = cli.logIn("bob", "openid orders:read orders:write orders:refund")
                    .tokenScope();
            assertThat(console.evaluatedToken()).hasValue(Pattern.compile("\"scope\" *: *\"" + scope + "\""));
            assertThat(scope).isEqualTo("openid orders:read orders:refund");
            console.shoot("evaluate");
        }
    }

    @Test
    void tellsTheVersionAmongTheProviders() {
        var shown = keycloak.admin().serverInfo().path("providers");

        for (var provider : List.of("sallyport-domain-scopes", "sallyport-private-claims")) {
            var info = shown.path("protocol-mapper").path("providers").path(provider);
            assertThat(info.path("operationalInfo").path("version").asString()).isNotEmpty();
        }
    }

    private JsonNode domain() {
        return keycloak.admin()
                .get("/sallyport/client-scopes")
                .valueStream()
                .filter(scope -> scope.path("name").asString().equals("domain"))
                .findFirst()
                .orElseThrow();
    }

    private String id(String mapper) {
        return domain().path("protocolMappers")
                .valueStream()
                .filter(known -> known.path("protocolMapper").asString().equals(mapper))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
    }
}
