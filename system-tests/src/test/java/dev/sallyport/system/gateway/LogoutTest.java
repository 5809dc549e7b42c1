package dev.sallyport.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.system.Until;
import dev.sallyport.testkit.Answer;
import dev.sallyport.testkit.Browser;
import dev.sallyport.testkit.HtmlForm;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@GatewayTest
class LogoutTest {

    private final SecondGateway gateway;
    private final Browser browser;

    LogoutTest(SecondGateway gateway) {
        this.gateway = gateway;
        this.browser = gateway.browser().logIn("alice");
    }

    @Test
    void byAScriptTellsWhereToGoOnTo() {
        assertThat(byScript())
                .hasStatus(200)
                .hasHeaderContaining("content-type", "application/json")
                .hasHeaderContaining("cache-control", "no-store");
    }

    @Test
    void byAFormLeadsToKeycloak() {
        var answer = browser.stoppingBefore("/realms/").submit(form());

        assertThat(answer).hasStatus(303).hasHeaderContaining("cache-control", "no-store");
        assertThat(answer.redirect().orElseThrow().toString())
                .startsWith(gateway.realm().asClient().endpoint("logout"));
    }

    @Test
    void byAFormEndsOnTheFrontPageWithoutAQuestion() {
        assertThat(browser.submit(form())).hasStatus(200).isAt("/");
    }

    @Test
    void leadsToKeycloakAndBackWithoutAQuestion() {
        var logoutUrl = byScript().json().path("logout_url").asString();

        assertThat(logoutUrl).startsWith(gateway.realm().asClient().endpoint("logout"));
        assertThat(browser.follow(logoutUrl)).hasStatus(200).isAt("/");
    }

    @Test
    void putsNoTokenInTheAddress() {
        var logoutUrl = byScript().json().path("logout_url").asString();

        assertThat(logoutUrl).doesNotContain("eyJ").doesNotContain("token").doesNotContain("code");
    }

    @Test
    void namesNoOtherPlaceToComeBackToThanOurOwn() {
        var logoutUrl = URI.create(byScript().json().path("logout_url").asString());

        assertThat(Login.parameter(logoutUrl, "post_logout_redirect_uri")).isEqualTo(gateway.url() + "/");
    }

    @Test
    void makesKeycloakAskForThePasswordAgain() {
        browser.follow(byScript().json().path("logout_url").asString());

        assertThat(HtmlForm.in(browser.follow("/bff/login"), "kc-form-login")).isPresent();
    }

    @Test
    void makesKeycloakAskForThePasswordAlsoIfTheBrowserNeverGoesThere() {
        byScript();

        assertThat(HtmlForm.in(browser.follow("/bff/login"), "kc-form-login")).isPresent();
    }

    @Test
    void leavesAThiefOfTheCookieWithNothing() {
        var thief = browser.stolen();
        assertThat(thief.get("/own/stolen")).hasStatus(200);

        byScript();

        assertThat(thief.get("/own/stolen")).isProblem(401);
        assertThat(thief.get("/bff/session")).isProblem(401);
        assertThat(gateway.service().requestsTo("/own/stolen")).hasSize(1);
    }

    @Test
    void leavesTheSamePersonsOtherBrowserAtTheSameKeycloakSessionAlone() {
        var phone = gateway.browser().logIn("alice");

        byScript();

        assertThat(phone.get("/bff/session")).hasStatus(200);
    }

    /** Another client in the same session outlives the revocation of a refresh token: the hint alone can end it. */
    @Test
    void worksWithAnIdTokenThatHasExpired() {
        try (var _ = gateway.realm().changeClient("gateway", "access.token.lifespan", "1")) {
            var brief = gateway.browser().logIn("bob");
            var path = "/own/" + UUID.randomUUID();
            brief.get(path);
            CommandLine.join(gateway.realm(), brief);
            Until.past(gateway.service().onlyRequestTo(path).token().expiry().plusSeconds(1));

            brief.post("/bff/logout", null);

            assertThat(HtmlForm.in(brief.follow("/bff/login"), "kc-form-login")).isPresent();
        }
    }

    @Test
    void needsOurHeaderFromAScript() {
        assertThat(RawRequest.of("POST", "/bff/logout")
                        .header("Cookie", cookie())
                        .sendTo(gateway.url()))
                .isProblem(403);
        assertThat(browser.get("/bff/session")).hasStatus(200);
    }

    @Test
    void isNotDoneByALink() {
        assertThat(browser.follow("/bff/logout")).hasStatus(405).hasHeader("allow", "POST");
        assertThat(browser.get("/bff/session")).hasStatus(200);
    }

    @Test
    void ofNobodyLeadsToKeycloakAndBackWithoutAQuestion() {
        var nobody = gateway.browser();

        var logoutUrl =
                nobody.post("/bff/logout", null).json().path("logout_url").asString();

        assertThat(nobody.follow(logoutUrl)).hasStatus(200).isAt("/");
    }

    @Test
    void twiceLeadsToKeycloakAndBackWithoutAQuestion() {
        byScript();

        var logoutUrl = byScript().json().path("logout_url").asString();

        assertThat(browser.follow(logoutUrl)).hasStatus(200).isAt("/");
    }

    /** As after too long a time: Keycloak's own session is still there. */
    @Test
    void ofASessionThatWasOverMakesKeycloakAsk() {
        var phone = gateway.browser().logIn("alice");
        phone.send("DELETE", "/bff/sessions", Map.of("X-CSRF", "1"), null);
        assertThat(browser.get("/bff/session")).isProblem(401);

        assertThat(browser.follow(byScript().json().path("logout_url").asString()))
                .hasStatus(200)
                .contains("kc-logout-confirm");
    }

    private Answer byScript() {
        return browser.post("/bff/logout", null);
    }

    private HtmlForm form() {
        return new HtmlForm("POST", URI.create(gateway.url() + "/bff/logout"), Map.of());
    }

    private String cookie() {
        return "__Host-session="
                + browser.cookie("__Host-session").orElseThrow().value();
    }
}
