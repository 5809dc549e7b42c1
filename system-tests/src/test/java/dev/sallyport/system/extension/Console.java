package dev.sallyport.system.extension;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;

/** Keycloak's console, as an administrator of one realm finds the way through it. */
record Console(Page page, String keycloak, String realm) {

    /** Whose password is the name. */
    void logIn(String administrator) {
        page.navigate(keycloak + "/admin/" + realm + "/console/");
        page.locator("#username").fill(administrator);
        page.locator("#password").fill(administrator);
        page.locator("#kc-login").click();
        assertThat(page.locator("nav").first()).isVisible();
    }

    /** Begins at its first page after a login. */
    void open(String address) {
        page.navigate(keycloak + "/admin/" + realm + "/console/#/" + realm + "/" + address);
    }

    /** Clients, this one, its client scopes, <em>Evaluate</em>: the access token of this user. */
    void evaluate(String client, String user, String... scopes) {
        page.locator("#nav-item-clients").click();
        page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName(client).setExact(true))
                .click();
        page.getByTestId("clientScopesTab").click();
        page.getByTestId("clientScopesEvaluateTab").click();
        for (var scope : scopes) {
            page.locator("#scopeParameter").click();
            option(scope).click();
        }
        page.getByTestId("user").click();
        option(user).click();
        page.getByTestId("generated-access-token-tab").click();
    }

    /** What {@link #evaluate} shows. */
    Locator evaluatedToken() {
        return page.locator("#tab-generated-access-token textarea");
    }

    void shoot(String name) {
        page.screenshot(new ScreenshotOptions().setPath(Path.of("target/screenshots/" + name + ".png")));
    }

    private Locator option(String name) {
        return page.getByRole(
                AriaRole.OPTION, new GetByRoleOptions().setName(name).setExact(true));
    }
}
