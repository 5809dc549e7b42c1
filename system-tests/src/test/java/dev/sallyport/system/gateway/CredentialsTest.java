package dev.sallyport.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request brings to show who calls. */
@GatewayTest
class CredentialsTest {

    private final SecondGateway gateway;

    CredentialsTest(SecondGateway gateway) {
        this.gateway = gateway;
    }

    @Test
    void areRefusedWhenTheyAreBothACookieAndAToken() {
        var cookie = gateway.browser().logIn("alice").cookie("__Host-session").orElseThrow();

        var answer = RawRequest.get("/orders/both")
                .header("Cookie", "__Host-session=" + cookie.value())
                .bearer(gateway.realm().robotToken())
                .sendTo(gateway.url());

        assertThat(answer).isProblem(400).hasField("/error", "invalid_request");
        assertThat(gateway.service().requestsTo("/orders/both")).isEmpty();
    }

    @Test
    void areRefusedWhenTheyAreTwoTokens() {
        var token = gateway.realm().robotToken();

        var answer = RawRequest.get("/orders/twice").bearer(token).bearer(token).sendTo(gateway.url());

        assertThat(answer).isProblem(400).hasField("/error", "invalid_request");
        assertThat(gateway.service().requestsTo("/orders/twice")).isEmpty();
    }

    @Test
    void areRefusedWhenASecondAuthorizationOfAnotherKindComesFirst() {
        var answer = RawRequest.get("/orders/mixed")
                .header("Authorization", "Basic YWxpY2U6YWxpY2U=")
                .bearer(gateway.realm().robotToken())
                .sendTo(gateway.url());

        assertThat(answer).isProblem(400);
        assertThat(gateway.service().requestsTo("/orders/mixed")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic YWxpY2U6YWxpY2U=",
                "Digest username=\"alice\"",
                "Negotiate YII=",
                "DPoP x",
                "Bearerx",
                "Bearer ",
                "x",
                ""
            })
    void areNoneWhenTheyAreNotABearerToken(String authorization) {
        var answer = RawRequest.get("/orders/other-scheme")
                .header("Authorization", authorization)
                .sendTo(gateway.url());

        assertThat(answer).isProblem(401).hasHeader("www-authenticate", "Bearer");
        assertThat(gateway.service().requestsTo("/orders/other-scheme")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer", "BEARER", "bEaReR"})
    void mayNameTheBearerSchemeInAnyCase(String scheme) {
        var answer = RawRequest.get("/orders/" + scheme)
                .header("Authorization", scheme + " " + gateway.realm().robotToken())
                .sendTo(gateway.url());

        assertThat(answer).hasStatus(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_token", "token", "jwt", "bearer"})
    void areNotLookedForInTheAddress(String parameter) {
        var token = gateway.realm().robotToken();

        assertThat(RawRequest.get("/orders/in-address?" + parameter + "=" + token)
                        .sendTo(gateway.url()))
                .isProblem(401);
    }
}
