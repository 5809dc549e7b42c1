package dev.sallyport.system.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import dev.sallyport.system.InBrowser;
import dev.sallyport.testkit.SallyportTest;
import org.junit.jupiter.api.Test;

@InBrowser
@SallyportTest
class SeveralTabsTest {

    private final BrowserContext browser;

    SeveralTabsTest(BrowserContext browser) {
        this.browser = browser;
    }

    @Test
    void logInAtOnce() {
        var first = DemoPage.in(browser).startLogin();
        var second = DemoPage.in(browser).startLogin();

        first.finishLogin("alice");

        // Keycloak's form sees by itself that somebody has signed in, and goes on.
        assertThat(second.greeting()).hasText("Alice Adams is signed in");
        assertThat(first.press("list-orders").verdict()).hasText("200The service answered");
        assertThat(second.press("list-orders").verdict()).hasText("200The service answered");
    }

    @Test
    void shareOneSession() {
        DemoPage.in(browser).logIn("bob");

        assertThat(DemoPage.in(browser).greeting()).hasText("Bob Brown is signed in");
    }

    @Test
    void endTogether() {
        var first = DemoPage.in(browser).logIn("alice");
        var second = DemoPage.in(browser);

        first.signOut();
        assertThat(first.heading()).containsText("Tokens never reach the browser");
        second.press("list-orders");

        assertThat(second.notice()).hasText("Your session has ended. Sign in to go on.");
    }
}
