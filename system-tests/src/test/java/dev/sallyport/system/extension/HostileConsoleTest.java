package dev.sallyport.system.extension;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.sallyport.system.InBrowser;
import dev.sallyport.testkit.Keycloak;
import dev.sallyport.testkit.SallyportTest;
import dev.sallyport.testkit.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Names and values that somebody made up to break out of a page, as administrators see them: text, and nothing else. */
@InBrowser
@SallyportTest
class HostileConsoleTest {

    private static final String IMAGE = "<img/src=x/onerror=document.title='broken'>";
    private static final String ATTRIBUTE = "'\"><svg/onload=document.title='broken'>";

    private static final List<String> SCOPES = List.of(
            IMAGE,
            ATTRIBUTE,
            "<script>document.title='broken'</script>",
            "javascript:document.title='broken'",
            "{{constructor.constructor('document.title=`broken`')()}}",
            "</textarea><img/src=y/onerror=document.title='broken'>",
            "\u202eredro:daer",
            "escape\u001b[2Kgone",
            "orders:read\nforged:line");

    private static final JsonMapper JSON = new JsonMapper();

    private final Keycloak keycloak;
    private final Page page;
    private final List<String> opened = new ArrayList<>();
    private ImportedRealm realm;
    private Console console;

    HostileConsoleTest(Stack stack, BrowserContext browser) {
        this.keycloak = stack.keycloak();
        this.page = browser.newPage();
        page.setViewportSize(1280, 1400);
        page.onDialog(dialog -> {
            opened.add(dialog.message());
            dialog.dismiss();
        });
    }

    @BeforeEach
    void importAndLogIn() {
        var claims = table(List.of("https://example.com/badge"), name -> "user.attributes['badge']");
        realm = ImportedRealm.with(
                keycloak,
                SCOPES,
                Map.of("rules", table(SCOPES, name -> "user.username != '" + name.replaceAll("['\n\\p{C}]", "") + "'")),
                Map.of("claims", claims),
                Map.of("badge", List.of(IMAGE, ATTRIBUTE, "</textarea><script>document.title='broken'</script>")));
        realm.administrates("ada", "realm-admin");
        console = new Console(page, keycloak.url(), realm.name());
        console.logIn("ada");
    }

    @AfterEach
    void nothingWasRun() {
        assertThat(opened).isEmpty();
        assertThat(page.title()).isNotEqualTo("broken");
        assertThat(page.locator("img[src=x], img[src=y], svg[onload]")).hasCount(0);
        realm.delete();
    }

    @Test
    void areTextInTheTableOfRules() {
        var domain = named(keycloak.admin().get("/" + realm.name() + "/client-scopes"), "domain");
        var mapper = named(domain.path("protocolMappers"), "sallyport-domain-scopes");
        console.open("client-scopes/" + id(domain) + "/mappers/" + id(mapper) + "/edit");
        assertThat(page.locator("form")).containsText("Grant rules");

        assertThat(page.locator("input[name$='.key']")).hasCount(SCOPES.size());
        assertThat(values(page.locator("input[name$='.key']"))).contains(IMAGE, ATTRIBUTE, "\u202eredro:daer");

        console.shoot("hostile-rules");
    }

    @Test
    void areTextInTheListOfClientScopes() {
        console.open("client-scopes");

        for (var name : List.of(IMAGE, ATTRIBUTE)) {
            assertThat(page.getByText(name, new Page.GetByTextOptions().setExact(true))
                            .first())
                    .isVisible();
        }
        console.shoot("hostile-client-scopes");
    }

    @Test
    void areTextUnderEvaluate() {
        console.evaluate("cli", "ada", IMAGE, ATTRIBUTE);

        var token = console.evaluatedToken();
        assertThat(token).hasValue(Pattern.compile("\"scope\""));
        var claims = JSON.readTree(token.inputValue());
        assertThat(claims.path("scope").asString().split(" ")).contains(IMAGE).doesNotContain(ATTRIBUTE);
        assertThat(claims.path("https://example.com/badge").valueStream().map(JsonNode::asString))
                .contains(IMAGE, ATTRIBUTE);
        console.shoot("hostile-evaluate");
    }

    private static List<String> values(Locator inputs) {
        return inputs.all().stream().map(Locator::inputValue).toList();
    }

    private static JsonNode named(JsonNode all, String name) {
        return all.valueStream()
                .filter(each -> each.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String id(JsonNode representation) {
        return representation.path("id").asString();
    }

    private static String table(List<String> names, UnaryOperator<String> rule) {
        return JSON.writeValueAsString(names.stream()
                .map(name -> Map.of("key", name, "value", rule.apply(name)))
                .toList());
    }
}
