package dev.sallyport.system.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page.LocatorOptions;
import dev.sallyport.system.InBrowser;
import dev.sallyport.testkit.SallyportTest;
import org.junit.jupiter.api.Test;

@InBrowser
@SallyportTest
class DemoPageTest {

    private final DemoPage page;

    DemoPageTest(BrowserContext browser) {
        page = DemoPage.in(browser);
    }

    @Test
    void tellsAStrangerWhatThisIsAndWhoTheyCanBe() {
        assertThat(page.heading()).hasText("Tokens never reach the browser. Cookies never reach the services.");
        assertThat(page.tab().locator("#people > li > strong")).hasText(new String[] {"alice", "bob", "carol", "dave"});
    }

    @Test
    void showsWhoIsSignedInAndWhatTheyMayDo() {
        page.logIn("carol");

        assertThat(page.greeting()).hasText("Carol Clark is signed in");
        assertThat(page.heldScopes()).hasText(new String[] {"invoices:read", "invoices:approve"});
        assertThat(page.claims()).containsText("north");
        assertThat(page.claims()).containsText("5,000");
    }

    @Test
    void showsThatSomebodyMayDoNothing() {
        page.logIn("dave");

        assertThat(page.heldScopes()).hasCount(0);
        assertThat(page.tab().locator("#no-claims")).hasText("none");
    }

    @Test
    void showsWhatAServiceAnswered() {
        page.logIn("alice").press("list-orders");

        assertThat(page.verdict()).hasText("200The service answered");
        assertThat(page.outcome().locator("tbody")).containsText("Lantern, brass");
        assertThat(page.shutDoor()).isHidden();
    }

    @Test
    void changesWhatAServiceHolds() {
        page.logIn("alice").press("create-order");

        assertThat(page.verdict()).hasText("201The service answered");
        assertThat(page.outcome()).containsText("Oak door");
    }

    @Test
    void saysWhichScopeIsMissingWhenTheGatewayStopsACall() {
        page.logIn("alice").press("refund-order");

        assertThat(page.verdict()).hasText("403Stopped at the gateway");
        assertThat(page.outcome())
                .containsText("This call needs orders:refund, and the token of alice does not hold it");
        assertThat(page.shutDoor()).isVisible();
    }

    @Test
    void saysWhyTheServiceRefusesWhatTheGatewayLetPass() {
        page.logIn("carol").press("list-invoices");

        page.tab()
                .locator("tr", new LocatorOptions().setHasText("Tower Works"))
                .locator("button")
                .click();

        assertThat(page.verdict()).hasText("403Refused by the service");
        assertThat(page.shutDoor()).isHidden();
    }

    @Test
    void showsWhatTheServiceReceived() {
        page.logIn("bob").press("orders-received");

        assertThat(page.outcome().locator(".received")).containsText("openid orders:read orders:refund");
        assertThat(page.outcome().locator(".headers")).containsText("authorization");
        assertThat(page.outcome().locator(".headers .absent")).hasText("no cookie among them");
    }

    @Test
    void remembersEarlierCalls() {
        page.logIn("alice").press("list-orders");
        assertThat(page.verdict()).hasText("200The service answered");

        page.press("list-invoices");

        assertThat(page.verdict()).hasText("403Stopped at the gateway");
        assertThat(page.earlierCalls()).hasCount(1);
        assertThat(page.earlierCalls()).containsText("GET /api/orders");
    }

    @Test
    void saysThatTheSessionHasEnded() {
        page.logIn("alice");
        page.tab().context().clearCookies();

        page.press("list-orders");

        assertThat(page.notice()).hasText("Your session has ended. Sign in to go on.");
        assertThat(page.notice()).isFocused();
    }

    @Test
    void signsOutHereAndAtKeycloak() {
        page.logIn("alice").signOut();

        assertThat(page.heading()).containsText("Tokens never reach the browser");
        assertThat(page.startLogin().tab().locator("#username")).hasValue("");
    }
}
