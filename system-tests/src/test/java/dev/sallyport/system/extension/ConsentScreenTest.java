package dev.sallyport.system.extension;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import dev.sallyport.system.InBrowser;
import dev.sallyport.testkit.Keycloak;
import dev.sallyport.testkit.SallyportTest;
import dev.sallyport.testkit.Stack;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People see what a client asks for in words, and it gets what they agreed to, no more. */
@InBrowser
@SallyportTest
class ConsentScreenTest {

    private final Keycloak keycloak;
    private final OneTruth truth;
    private final Page page;

    ConsentScreenTest(Stack stack, BrowserContext browser) {
        this.keycloak = stack.keycloak();
        this.truth = new OneTruth(stack.realm());
        this.page = browser.newPage();
    }

    @ParameterizedTest
    @CsvSource({"en, See your orders, Place orders for you", "ko, 주문 보기, 대신 주문하기"})
    void saysInWordsWhatAScopeIs(String language, String read, String write) {
        try (var client = consenting();
                var cli = client.commandLine()) {
            var tokens = cli.through(
                    address -> {
                        logIn(address + "&ui_locales=" + language);
                        assertThat(page.locator("#kc-oauth")).containsText(read);
                        assertThat(page.locator("#kc-oauth")).containsText(write);
                        assertThat(page.locator("#kc-oauth")).not().containsText("orders:");
                        page.screenshot(new ScreenshotOptions()
                                .setPath(Path.of("target/screenshots/consent-" + language + ".png")));
                        return accepted();
                    },
                    "openid orders:read orders:write");

            truth.is("openid orders:read orders:write", tokens);
        }
    }

    /** Alice holds both; a marker is no way around the screen. */
    @Test
    void grantsNothingThroughAMarkerThatNobodyAgreedTo() {
        try (var client = consenting();
                var cli = client.commandLine()) {
            truth.is("openid orders:read", cli.logInAndConsent("alice", "openid orders:read"));

            truth.is("openid orders:read", cli.askAgain("openid orders"));
        }
    }

    @Test
    void givesNoCodeToAClientThatIsRefused() {
        try (var client = consenting();
                var cli = client.commandLine()) {
            var proof = Proof.fresh();

            logIn(cli.authorization(proof, "openid orders:read"));
            page.locator("#kc-cancel").click();

            page.waitForURL(url -> url.startsWith("http://127.0.0.1"));
            assertThat(page.url()).contains("error=access_denied").doesNotContain("code=");
        }
    }

    private TestClient consenting() {
        return TestClient.with(keycloak, Map.of("consentRequired", true, "name", "Order helper"));
    }

    private void logIn(String address) {
        page.navigate(address);
        page.locator("#username").fill("alice");
        page.locator("#password").fill("alice");
        page.locator("#kc-login").click();
        assertThat(page.locator("#kc-oauth")).isVisible();
    }

    private String accepted() {
        page.locator("#kc-login").click();
        page.waitForURL(url -> url.startsWith("http://127.0.0.1"));
        return page.url();
    }
}
