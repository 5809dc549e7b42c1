package dev.sallyport.system.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.BrowserContext;
import dev.sallyport.system.InBrowser;
import dev.sallyport.testkit.SallyportTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a script in the page can get hold of, and which scripts there can be. */
@InBrowser
@SallyportTest
class ScriptsTest {

    /** How every JWT begins: base64 of an object's first two characters. */
    private static final String TOKEN = "eyJ";

    private static final int CALLS = 7;

    private final BrowserContext browser;

    ScriptsTest(BrowserContext browser) {
        this.browser = browser;
    }

    @Test
    void seeNoTokenAndNoCookie() {
        var page = DemoPage.in(browser).logIn("carol");

        var answers = makeEveryCall(page);
        answers.add(read(page, "fetch('/bff/session').then(answer => answer.text())"));

        assertThat(answers)
                .hasSize(CALLS + 1)
                .allSatisfy(answer -> assertThat(answer).contains("{").doesNotContain(TOKEN));
        assertThat(page.tab().content()).doesNotContain(TOKEN);
        assertThat(read(page, "document.cookie")).isEmpty();
        assertThat(read(page, "JSON.stringify([{...localStorage}, {...sessionStorage}])"))
                .isEqualTo("[{},{}]");
    }

    @Test
    void comeFromThisSiteAlone() {
        List<Object> violations = new ArrayList<>();
        browser.exposeBinding("reportViolation", (source, details) -> violations.add(details[0]));
        browser.addInitScript(
                "addEventListener('securitypolicyviolation', broken => reportViolation(broken.violatedDirective))");
        var page = DemoPage.in(browser).logIn("alice");

        makeEveryCall(page);
        page.tab().locator("[data-language=ko]").click();

        var policy = page.tab().reload().headerValue("content-security-policy");
        assertThat(policy).contains("default-src 'self'").doesNotContain("unsafe");
        assertThat(violations).isEmpty();
    }

    @Test
    void ofAnAttackerAreNotTakenIn() {
        var tab = DemoPage.in(browser).tab();

        assertThatThrownBy(() -> tab.evaluate("document.createElement('script').textContent = 'alert(1)'"))
                .hasMessageContaining("TrustedScript");
    }

    /** Presses every button of the page; gives the answers as the page has them. */
    private static List<String> makeEveryCall(DemoPage page) {
        var buttons = page.tab().locator(".calls button").all();
        assertThat(buttons).hasSize(CALLS);
        var answers = new ArrayList<String>();
        for (var button : buttons) {
            button.click();
            assertThat(page.earlierCalls()).hasCount(answers.size());
            answers.add(page.outcome().locator(".json pre").textContent());
        }
        return answers;
    }

    private static String read(DemoPage page, String expression) {
        return String.valueOf(page.tab().evaluate(expression));
    }
}
