package dev.sallyport.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.system.Until;
import dev.sallyport.testkit.Answer;
import dev.sallyport.testkit.Browser;
import dev.sallyport.testkit.HtmlForm;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A login that somebody leaves lying for longer than it lives. Nobody is sent round: there is a page that offers a new one. */
@GatewayTest
class LateLoginTest {

    private static final String NEW_LOGIN = "href=\"/bff/login?return_to=";

    private final SecondGateway gateway;
    private final OwnRealm realm;
    private final Browser browser;

    LateLoginTest(SecondGateway gateway) {
        this.gateway = gateway;
        this.realm = gateway.realm();
        this.browser = gateway.browser();
    }

    @Test
    void withACodeThatHasExpired() {
        try (var _ = realm.change("accessCodeLifespan", 1)) {
            var callback = Login.callback(browser, "alice");
            pass();

            assertThat(browser.open(callback.toString())).hasStatus(403).contains(NEW_LOGIN);
        }
        assertThat(browser.follow("/bff/login")).hasStatus(200);
        assertThat(browser.get("/bff/session")).hasStatus(200);
    }

    @Test
    void atKeycloaksForm() {
        try (var _ = realm.change("accessCodeLifespanLogin", 1)) {
            var begun = Login.begin(browser, "/own/late");
            var form = HtmlForm.in(browser.follow(begun.toString()), "kc-form-login")
                    .orElseThrow();
            pass();

            var late = browser.submit(form.with("username", "alice").with("password", "alice"));

            assertThat(isForm(late) || late.text().contains(NEW_LOGIN))
                    .as(late.status() + " at " + late.url())
                    .isTrue();
        }
        assertThat(browser.logIn("alice").get("/bff/session")).hasStatus(200);
    }

    /** The browser drops the cookie at the same moment; one that comes nevertheless is that of another login. */
    @Test
    void inAnotherTabThanTheLastOne() {
        var late = Login.callback(browser, "alice");
        var other = gateway.browser();
        Login.begin(other, "/own/other");

        assertThat(other.open(late.toString()))
                .hasStatus(400)
                .contains("This sign-in is no longer open")
                .contains(NEW_LOGIN);
    }

    private static void pass() {
        Until.past(Instant.now().plusSeconds(2));
    }

    private static boolean isForm(Answer page) {
        return HtmlForm.in(page, "kc-form-login").isPresent();
    }
}
