package dev.sallyport.system.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import dev.sallyport.system.InBrowser;
import dev.sallyport.testkit.Browser;
import dev.sallyport.testkit.SallyportTest;
import dev.sallyport.testkit.Stack;
import org.junit.jupiter.api.Test;

@InBrowser
@SallyportTest
class StackTest {

    @Test
    void letsAPersonSignInAndCallAService(Browser browser) {
        var alice = browser.logIn("alice");

        assertThat(alice.get("/bff/session")).hasStatus(200).hasField("/username", "alice");
        assertThat(alice.get("/api/orders")).hasStatus(200);
        assertThat(alice.get("/api/orders/whoami")).hasField("/claims/aud/0", "orders");
    }

    @Test
    void letsNobodyDoWhatTheRealmDoesNotGrant(Browser browser) {
        var dave = browser.logIn("dave");

        assertThat(dave.get("/api/orders")).isProblem(403).hasField("/scope", "orders:read");
    }

    @Test
    void endsASessionWhenAnAdministratorDoes(Stack stack) {
        var carol = stack.browser().logIn("carol");

        stack.realm().endSessionsOf("carol");

        assertThat(carol.get("/api/invoices")).isProblem(401);
    }

    @Test
    void signsInFromARealBrowser(BrowserContext browser) {
        var tab = browser.newPage();

        tab.navigate("/bff/login");
        tab.fill("#username", "bob");
        tab.fill("#password", "bob");
        tab.click("#kc-login");
        tab.waitForURL("/");

        assertThat(tab.request().get("/bff/session").text()).contains("\"bob\"");
    }
}
