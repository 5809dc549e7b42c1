package dev.sallyport.system.page;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** The demo page in one tab, as a person sees and uses it. */
final class DemoPage {

    private final Page tab;

    private DemoPage(Page tab) {
        this.tab = tab;
    }

    /** A new tab in which somebody has opened the site. */
    static DemoPage in(BrowserContext browser) {
        var tab = browser.newPage();
        tab.navigate("/");
        tab.locator("h1").waitFor();
        return new DemoPage(tab);
    }

    DemoPage logIn(String person) {
        return startLogin().finishLogin(person);
    }

    /** Goes as far as Keycloak's form. */
    DemoPage startLogin() {
        tab.locator("a.primary").click();
        tab.locator("#password").waitFor();
        return this;
    }

    /** Fills in Keycloak's form; in the demo realm the password is the name. */
    DemoPage finishLogin(String person) {
        tab.locator("#username").fill(person);
        tab.locator("#password").fill(person);
        tab.locator("#kc-login").click();
        greeting().waitFor();
        return this;
    }

    /** Presses the button of a call, such as {@code list-orders}. */
    DemoPage press(String call) {
        tab.locator("#" + call).click();
        return this;
    }

    void signOut() {
        tab.locator("#sign-out").click();
    }

    /** The tab, for what a person does with any page. */
    Page tab() {
        return tab;
    }

    Locator heading() {
        return tab.locator("h1");
    }

    Locator greeting() {
        return tab.locator("#greeting");
    }

    Locator heldScopes() {
        return tab.locator("#scopes .held code");
    }

    Locator claims() {
        return tab.locator("#claims");
    }

    /** What the latest call came to. */
    Locator outcome() {
        return tab.locator("#outcome");
    }

    Locator verdict() {
        return tab.locator("#outcome .verdict");
    }

    /** To be seen when the latest call was stopped at the gateway. */
    Locator shutDoor() {
        return tab.locator(".door.token .shut");
    }

    Locator earlierCalls() {
        return tab.locator("#log-entries li");
    }

    /** What a screen reader says by itself. */
    Locator announcement() {
        return tab.locator("#announcement");
    }

    Locator notice() {
        return tab.locator("#notice");
    }
}
