package dev.sallyport.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.system.Until;
import dev.sallyport.testkit.Application;
import dev.sallyport.testkit.ApplicationSetup;
import dev.sallyport.testkit.Browser;
import dev.sallyport.testkit.HtmlForm;
import dev.sallyport.testkit.Stack;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** An authorization request that the gateway hands to Keycloak itself (RFC 9126), which here takes none from a browser. */
@GatewayTest
@TestInstance(Lifecycle.PER_CLASS)
class PushedLoginTest {

    private final Wire wire;
    private final RecordingService service = RecordingService.start();
    private final Application gateway;
    private final OwnRealm realm;
    private Browser browser;

    PushedLoginTest(Stack stack) {
        wire = Wire.to(stack.keycloak().url());
        wire.mend();
        var setup = ApplicationSetup.gateway();
        realm = OwnRealm.create("pushed", stack.keycloak(), SecondGateway.urlOf(setup.url()));
        gateway = SecondGateway.before(service, realm.issuer(), setup)
                .environment("SALLYPORT_ISSUER_BACKCHANNELURI", wire.url() + "/realms/pushed")
                .start();
        browser = browser();
    }

    @AfterAll
    void close() {
        gateway.close();
        service.close();
        wire.close();
    }

    @BeforeEach
    void openABrowser() {
        browser = browser();
    }

    @Test
    void leavesNothingInTheAddressToReadOrToChange() {
        var address = Login.begin(browser, "/own/pushed");

        assertThat(address.getRawQuery())
                .matches("client_id=gateway&request_uri=urn%3Aietf%3Aparams%3Aoauth%3Arequest_uri%3A[^&=]+");
    }

    @Test
    void hasProofKeyStateAndNonce() {
        Login.begin(browser, "/own/pushed");

        assertThat(wire.lastFormTo("/ext/par/request"))
                .containsEntry("response_type", "code")
                .containsEntry("client_id", "gateway")
                .containsEntry("redirect_uri", SecondGateway.urlOf(gateway.url()) + "/login/oauth2/code/keycloak")
                .containsEntry("code_challenge_method", "S256")
                .hasEntrySatisfying("code_challenge", value -> assertThat(value).hasSize(43))
                .hasEntrySatisfying("state", value -> assertThat(value).hasSizeGreaterThan(20))
                .hasEntrySatisfying("nonce", value -> assertThat(value).hasSizeGreaterThan(20))
                .hasEntrySatisfying(
                        "scope",
                        scope -> assertThat(scope.split(" ", -1))
                                .containsExactlyInAnyOrder("openid", "orders", "invoices"));
    }

    @Test
    void hasOtherSecretsEachTime() {
        Login.begin(browser, "/");
        var one = wire.lastFormTo("/ext/par/request");
        Login.begin(browser, "/");
        var other = wire.lastFormTo("/ext/par/request");

        for (var secret : new String[] {"state", "nonce", "code_challenge"}) {
            assertThat(one.get(secret)).isNotEqualTo(other.get(secret));
        }
    }

    @Test
    void worksWhereKeycloakTakesNoOther() {
        try (var _ = realm.changeClient("gateway", "require.pushed.authorization.requests", "true")) {
            assertThat(browser.open(realm.asClient().endpoint("auth")
                                    + "?client_id=gateway&response_type=code&scope=openid"
                                    + "&code_challenge_method=S256&code_challenge=" + "c".repeat(43) + "&redirect_uri="
                                    + SecondGateway.urlOf(gateway.url()) + "/login/oauth2/code/keycloak")
                            .text())
                    .doesNotContain("kc-form-login");

            assertThat(browser().logIn("alice").get("/own/pushed")).hasStatus(200);
        }
    }

    @Test
    void mayBeShownAgainBeforeThePasswordIsTyped() {
        var address = Login.begin(browser, "/own/reloaded");
        browser.follow(address.toString());

        var again = browser.follow(address.toString());
        var form = HtmlForm.in(again, "kc-form-login").orElseThrow();

        assertThat(browser.submit(form.with("username", "alice").with("password", "alice")))
                .hasStatus(200)
                .isAt("/own/reloaded");
    }

    @Test
    void isKeptByKeycloakForAsLongAsTheGatewayKeepsTheLogin() {
        var lifespan = realm.admin().get("/pushed").at("/attributes/parRequestUriLifespan");
        var cookie = browser.stoppingBefore("/realms/")
                .follow("/bff/login")
                .allOf("set-cookie")
                .getFirst();

        assertThat(cookie).containsIgnoringCase("; Max-Age=" + lifespan.asString() + ";");
    }

    @Test
    void thatKeycloakRefusesEndsInAPageAndInNoOtherWayToLogIn() {
        try (var _ = realm.changeClient("gateway", "pkce.code.challenge.method", "plain")) {
            var answer = browser.stoppingBefore("/realms/").follow("/bff/login");

            assertThat(answer)
                    .hasStatus(502)
                    .contains("This site cannot sign you in")
                    .doesNotContain("code_challenge");
            assertThat(answer.allOf("set-cookie")).isEmpty();
        }
        assertThat(gateway.output()).contains("login refused to this client");
    }

    @Test
    void thatKeycloakRefusesIsAProblemToAScript() {
        try (var _ = realm.changeClient("gateway", "pkce.code.challenge.method", "plain")) {
            assertThat(browser.get("/bff/login")).isProblem(502).doesNotContain("code_challenge");
        }
    }

    @Test
    void thatKeycloakDoesNotAnswerSaysWhenToTryAgain() {
        wire.cut();
        try {
            assertThat(browser.follow("/bff/login"))
                    .hasStatus(503)
                    .hasHeader("retry-after", "10")
                    .contains("Nobody can sign in at the moment");
        } finally {
            wire.mend();
        }
        Until.holds(
                "logins begin",
                () -> URI.create(browser()
                                .get("/bff/login")
                                .headers()
                                .firstValue("location")
                                .orElse("/"))
                        .getPath()
                        .startsWith("/realms/"));
    }

    private Browser browser() {
        return Browser.on(SecondGateway.urlOf(gateway.url()));
    }
}
