package dev.sallyport.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.Browser;
import dev.sallyport.testkit.HtmlForm;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A login of somebody who has been here before: as another person, by a bookmark, with the back button, or given up. */
@GatewayTest
class AnotherLoginTest {

    private final SecondGateway gateway;
    private final OwnRealm realm;
    private final Browser browser;
    private final String first = "user-" + UUID.randomUUID();

    AnotherLoginTest(SecondGateway gateway) {
        this.gateway = gateway;
        this.realm = gateway.realm();
        this.browser = gateway.browser();
    }

    @BeforeEach
    void logIn() {
        realm.addUser(first);
        browser.logIn(first);
    }

    @Test
    void asAnotherPersonBeginsASessionOfThatPersonAlone() {
        endAtKeycloak();

        browser.logIn("bob");

        var path = "/own/" + UUID.randomUUID();
        assertThat(browser.get(path)).hasStatus(200);
        assertThat(browser.get("/bff/session")).hasField("/username", "bob");
        assertThat(gateway.service().onlyRequestTo(path).token().claims())
                .containsEntry(
                        "sub",
                        browser.get("/bff/session").json().path("subject").asString());
    }

    @Test
    void asAnotherPersonEndsTheFirstOnesSession() {
        var before = browser.stolen();
        endAtKeycloak();
        assertThat(before.get("/bff/session")).hasField("/username", first);

        browser.logIn("bob");

        assertThat(before.get("/bff/session")).isProblem(401);
        assertThat(before.get("/own/first-person")).isProblem(401);
    }

    @Test
    void asAnotherPersonInOneTabIsSeenInAllTabs() {
        var otherTab = browser.newTab();
        endAtKeycloak();

        browser.logIn("bob");

        assertThat(otherTab.get("/bff/session")).hasField("/username", "bob");
    }

    @Test
    void thatIsGivenUpLeavesTheSessionThatIsThere() {
        var callback = Login.callback(browser.newTab(), "bob");
        var refused = Login.changed(Login.changed(callback, "code", null), "error", "access_denied");

        assertThat(browser.newTab().open(refused.toString())).hasStatus(403).contains("You are not signed in");
        assertThat(browser.get("/bff/session")).hasField("/username", first);
    }

    @Test
    void byABookmarkOfTheCallbackOffersANewOne() {
        var bookmark = Login.callback(browser, first).toString();
        var other = gateway.browser();

        assertThat(other.open(bookmark)).hasStatus(400).contains("href=\"/bff/login?return_to=%2F\"");
        assertThat(HtmlForm.in(other.follow("/bff/login"), "kc-form-login")).isPresent();
    }

    @Test
    void byABookmarkOfTheCallbackMovesOnIfThereIsASession() {
        var bookmark = gateway.url() + "/login/oauth2/code/keycloak?state=long-ago&code=spent&iss=" + realm.issuer();

        assertThat(browser.open(bookmark)).hasStatus(200).isAt("/");
        assertThat(browser.get("/bff/session")).hasField("/username", first);
    }

    /** Keycloak's own page: what was pushed is spent. */
    @Test
    void byTheBackButtonToTheFormOfTheLastOneLeadsBackToTheSite() {
        var form = Login.begin(browser, "/own/back");
        browser.open(Login.callback(browser, form, first).toString());

        var again = browser.open(form.toString());

        assertThat(again).contains("href=\"" + URI.create(gateway.url() + "/") + "\"");
        assertThat(browser.newTab().get("/bff/session")).hasField("/username", first);
    }

    /** The gateway hears nothing of it. */
    private void endAtKeycloak() {
        try (var _ = realm.changeClient("gateway", "backchannel.logout.url", "http://127.0.0.1:1/nobody")) {
            realm.endSessionsOf(first);
        }
    }
}
