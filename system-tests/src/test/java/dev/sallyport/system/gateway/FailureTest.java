package dev.sallyport.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What goes wrong, and what is told about it. */
@GatewayTest
class FailureTest {

    private final SecondGateway gateway;

    FailureTest(SecondGateway gateway) {
        this.gateway = gateway;
    }

    @Test
    void ofAServiceIsAProblemToAScript() {
        assertThat(gateway.browser().get("/down/data")).isProblem(502).hasHeaderContaining("cache-control", "no-store");
    }

    @Test
    void ofAServiceIsAPageToAPerson() {
        assertThat(gateway.browser().follow("/down/page"))
                .hasStatus(502)
                .hasHeaderContaining("content-type", "text/html")
                .contains("This part of the site does not answer");
    }

    @Test
    void ofAServiceSaysNothingAboutWhereItIs() {
        assertThat(gateway.browser().get("/down/where"))
                .doesNotContain("localhost")
                .doesNotContain("refused");
    }

    @Test
    void ofAServiceIsFoundInTheLogByItsReference() {
        var reference =
                gateway.browser().get("/down/logged").json().path("reference").asString();

        assertThat(reference).isNotBlank();
        assertThat(gateway.log()).contains(reference);
    }

    static final List<RawRequest> ODD = List.of(
            RawRequest.get("/%"),
            RawRequest.get("/own/%"),
            RawRequest.get("/own/%zz"),
            RawRequest.get("/own/%00"),
            RawRequest.get("/own/%C0%AE%C0%AE/"),
            RawRequest.get("/own/..%2f..%2fetc"),
            RawRequest.get("/own/;jsessionid=1"),
            RawRequest.get("/own?%"),
            RawRequest.get("/own?a=%zz"),
            RawRequest.get("/bff/login?return_to=%"),
            RawRequest.get("/bff/login?return_to=%zz"),
            RawRequest.get("/bff/login?%"),
            RawRequest.get("/login/oauth2/code/keycloak?state=%zz&code=%"),
            RawRequest.get("/login/oauth2/code/keycloak?%"),
            RawRequest.get("/bff/session?%"),
            RawRequest.get("/public/odd").header("Accept", "text/"),
            RawRequest.get("/own/odd").header("Accept", ";;;"),
            RawRequest.get("/own/odd").header("Accept-Language", "€;q=x"),
            RawRequest.get("/own/odd").header("Accept", "text/html").header("Accept-Language", "xx-!!;q=9"),
            RawRequest.get("/own/odd").header("Cookie", "=;;=;__Host-session"),
            RawRequest.get("/own/odd").header("Sec-Fetch-Mode", "\u0001"),
            RawRequest.get("/own/odd").header("Range", "bytes=9-1"),
            RawRequest.of("TRACE", "/own/odd"),
            RawRequest.of("CONNECT", "/own/odd"),
            RawRequest.of("FROBNICATE", "/own/odd"),
            RawRequest.of("OPTIONS", "*"),
            RawRequest.of("POST", "/bff/backchannel-logout").body("application/x-www-form-urlencoded", "%%%"),
            RawRequest.of("POST", "/bff/backchannel-logout")
                    .body("application/x-www-form-urlencoded", "logout_token=%"),
            RawRequest.of("POST", "/bff/backchannel-logout")
                    .body("application/x-www-form-urlencoded; charset=x", "a=b"),
            RawRequest.of("POST", "/bff/backchannel-logout").body("///", "a=b"),
            RawRequest.of("POST", "/bff/backchannel-logout")
                    .body("application/x-www-form-urlencoded", "logout_token=" + "x".repeat(1_000_000)),
            RawRequest.of("POST", "/bff/backchannel-logout").body("multipart/form-data; boundary=x", "--x--"),
            RawRequest.of("POST", "/bff/logout").body("multipart/form-data", "x"));

    @ParameterizedTest
    @FieldSource("ODD")
    void ofTheSenderIsNotOurs(RawRequest odd) {
        assertThat(odd.sendTo(gateway.url()).status()).isLessThan(500);
    }

    @ParameterizedTest
    @FieldSource("ODD")
    void ofTheSenderIsToldWithoutOurInsides(RawRequest odd) {
        var answer = odd.sendTo(gateway.url());

        assertThat(answer.text())
                .doesNotContainPattern("Exception|\\tat |java\\.|reactor\\.|springframework|netty|Whitelabel");
    }

    static final List<RawRequest> INSIDES = List.of(
            RawRequest.get("/actuator"),
            RawRequest.get("/actuator/env"),
            RawRequest.get("/actuator/gateway/routes"),
            RawRequest.get("/actuator/heapdump"),
            RawRequest.get("/actuator/health"),
            RawRequest.get("/error"),
            RawRequest.get("/oauth2/authorization/keycloak"),
            RawRequest.get("/login"),
            RawRequest.get("/logout"));

    @ParameterizedTest
    @FieldSource("INSIDES")
    void isAllThatAnAddressOfTheFrameworksBrings(RawRequest request) {
        Answer answer = request.sendTo(gateway.url());

        assertThat(answer).isProblem(404);
    }
}
