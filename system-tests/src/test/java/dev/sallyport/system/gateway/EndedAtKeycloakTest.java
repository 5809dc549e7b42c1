package dev.sallyport.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.system.Until;
import dev.sallyport.testkit.Browser;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A session that ended at Keycloak: the gateway is told, and where it is not told it finds out. */
@GatewayTest
class EndedAtKeycloakTest {

    private final SecondGateway gateway;
    private final OwnRealm realm;

    EndedAtKeycloakTest(SecondGateway gateway) {
        this.gateway = gateway;
        this.realm = gateway.realm();
    }

    @Test
    void byAnAdministratorIsHeardOf() {
        var browser = signedIn(newUser());

        realm.endSessionsOf(nameOf(browser));

        assertThat(browser.get("/bff/session")).isProblem(401);
    }

    @Test
    void withoutAWordIsFoundOutByTheNextExchange() {
        var browser = signedIn(newUser());

        try (var _ = withoutBackChannel()) {
            realm.endSessionsOf(nameOf(browser));
            assertThat(browser.get("/bff/session")).hasStatus(200);
        }

        assertEndedBy(browser, "/orders/" + UUID.randomUUID());
    }

    @Test
    void withoutAWordIsFoundOutByTheNextRefresh() {
        try (var _ = realm.changeClient("gateway", "access.token.lifespan", "2");
                var _ = withoutBackChannel()) {
            var browser = signedIn(newUser());
            var path = "/own/" + UUID.randomUUID();
            browser.get(path);
            var expiry = gateway.service().onlyRequestTo(path).token().expiry();
            realm.endSessionsOf(nameOf(browser));
            Until.past(expiry);

            assertEndedBy(browser, "/own/" + UUID.randomUUID());
        }
    }

    @Test
    void ofADeletedUserIsFoundOutByTheNextExchange() {
        var browser = signedIn(newUser());

        realm.deleteUser(nameOf(browser));

        assertEndedBy(browser, "/orders/" + UUID.randomUUID());
    }

    @Test
    void ofADisabledUserIsFoundOutByTheNextExchange() {
        var browser = signedIn(newUser());

        try (var _ = realm.changeUser(nameOf(browser), "enabled", false)) {
            assertEndedBy(browser, "/orders/" + UUID.randomUUID());
        }
    }

    @Test
    void leadsANavigationToTheLogin() {
        var browser = signedIn(newUser());
        try (var _ = withoutBackChannel()) {
            realm.endSessionsOf(nameOf(browser));
        }

        assertThat(browser.stoppingBefore("/bff/login").follow("/orders/page?of=it"))
                .hasStatus(302)
                .hasHeader("location", "/bff/login?return_to=%2Forders%2Fpage%3Fof%3Dit");
    }

    @Test
    void isToldFromAnExchangeThatKeycloakRefusesToALivePerson() {
        var browser = signedIn("alice");

        assertThat(browser.get("/nobody/refused"))
                .isProblem(403)
                .hasField("/error", "access_denied")
                .doesNotContain("audience")
                .doesNotContain("nobody");
        assertThat(gateway.service().requestsTo("/nobody/refused")).isEmpty();
        assertThat(gateway.log().lines().filter(line -> line.contains("token exchange refused")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains("reason="));
        assertThat(browser.get("/bff/session")).hasStatus(200);
    }

    @Test
    void isFoundOutForACallerWithATokenOfThatSession() {
        var user = newUser();
        var token = CommandLine.logIn(realm, user, "openid orders invoices").accessToken();
        realm.endSessionsOf(user);

        var answer = RawRequest.get("/orders/caller").bearer(token).sendTo(gateway.url());

        assertThat(answer).isProblem(401).hasField("/error", "invalid_token");
    }

    private void assertEndedBy(Browser browser, String path) {
        assertThat(browser.get(path)).isProblem(401).hasField("/login_url", "/bff/login?return_to=%2F");
        assertThat(browser.get("/bff/session")).isProblem(401);
        assertThat(gateway.service().requestsTo(path)).isEmpty();
    }

    private OwnRealm.Undo withoutBackChannel() {
        return realm.changeClient("gateway", "backchannel.logout.url", "http://127.0.0.1:1/nobody");
    }

    private String newUser() {
        var name = "user-" + UUID.randomUUID();
        realm.addUser(name);
        return name;
    }

    private Browser signedIn(String username) {
        return gateway.browser().logIn(username);
    }

    private static String nameOf(Browser browser) {
        return browser.get("/bff/session").json().path("username").asString();
    }
}
