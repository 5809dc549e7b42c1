package dev.sallyport.system.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.sallyport.system.InBrowser;
import dev.sallyport.testkit.SallyportTest;
import dev.sallyport.testkit.Stack;
import java.util.List;
import org.junit.jupiter.api.Test;

@InBrowser
@SallyportTest
class EverybodyTest {

    private static final int TABS_AT_MOST = 30;

    private final BrowserContext browser;

    EverybodyTest(BrowserContext browser) {
        this.browser = browser;
    }

    @Test
    void worksWithTheKeyboardAlone() {
        var page = DemoPage.in(browser);
        var keys = page.tab().keyboard();

        goTo("a.primary", page.tab());
        keys.press("Enter");
        page.tab().locator("#username").waitFor();
        goTo("#username", page.tab());
        keys.type("bob");
        goTo("#password", page.tab());
        keys.type("bob");
        keys.press("Enter");
        page.greeting().waitFor();
        goTo("#orders-received", page.tab());
        keys.press("Enter");

        assertThat(page.announcement()).hasText("What did it receive?: 200, The service answered.");
        assertThat(page.tab().locator("#orders-received")).isFocused();
    }

    @Test
    void speaksKoreanToThoseWhoDo(Stack stack) {
        var korean = new NewContextOptions()
                .setLocale("ko-KR")
                .setBaseURL(stack.gateway().url());

        try (var browserOfAKorean = browser.browser().newContext(korean)) {
            var page = DemoPage.in(browserOfAKorean);

            assertThat(page.heading()).hasText("토큰은 브라우저에 오지 않고, 쿠키는 서비스에 가지 않습니다.");
            assertThat(page.logIn("dave").press("list-orders").verdict()).hasText("403게이트웨이에서 막혔습니다");
        }
    }

    @Test
    void hasEveryTextInBothLanguages() {
        var tab = DemoPage.in(browser).tab();

        var keys = tab.evaluate("""
                Promise.all(['en', 'ko'].map(language => import(`/assets/${language}.js`)))
                    .then(both => both.map(texts => Object.keys(texts.default).sort().join(' ')))""");

        assertThat(((List<?>) keys).getFirst())
                .asString()
                .contains("hero.first")
                .isEqualTo(((List<?>) keys).getLast());
    }

    @Test
    void remembersTheLanguageThatWasChosen() {
        var page = DemoPage.in(browser);

        page.tab().locator("[data-language=ko]").click();
        page.tab().reload();

        assertThat(page.tab().locator("html")).hasAttribute("lang", "ko");
        assertThat(page.tab().locator("a.primary")).hasText("로그인");
    }

    @Test
    void fitsASmallPhone() {
        var page = DemoPage.in(browser).logIn("alice");
        page.tab().setViewportSize(360, 640);

        page.press("list-orders");

        assertThat(page.verdict()).isInViewport();
        assertThat(page.tab().evaluate("document.body.scrollWidth - document.body.clientWidth"))
                .isEqualTo(0);
    }

    /** Presses Tab until the element has the focus. */
    private static void goTo(String selector, Page tab) {
        for (var presses = 0; presses < TABS_AT_MOST; presses++) {
            if (tab.locator(selector + ":focus").count() > 0) {
                return;
            }
            tab.keyboard().press("Tab");
        }
        throw new AssertionError("The keyboard does not reach " + selector);
    }
}
