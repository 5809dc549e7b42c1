package dev.sallyport.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What else of a request reaches a service, and what of its answer comes back. */
@GatewayTest
class RelayedRequestTest {

    private static final String SPOOFED = "spoofed-by-the-sender";

    private final SecondGateway gateway;
    private final String robotToken;

    RelayedRequestTest(SecondGateway gateway) {
        this.gateway = gateway;
        this.robotToken = gateway.realm().robotToken();
    }

    /** Names by which some proxy or framework tells a service who calls, or from where. */
    static final List<String> IDENTITY = List.of(
            "X-User",
            "X-User-Id",
            "X-User-Email",
            "X-User-Name",
            "X-User-Roles",
            "X_User_Id",
            "x-USER-id",
            "X-Username",
            "X-Auth-User",
            "X-Auth-Request-User",
            "X-Auth-Request-Email",
            "X-Auth-Request-Access-Token",
            "X-Auth-Token",
            "X_Auth_Request_User",
            "X-Authenticated-User",
            "X-Authenticated-Userid",
            "X-Authenticated-Scope",
            "X-Authentik-Username",
            "X-Remote-User",
            "X-Remote-Group",
            "X_REMOTE_USER",
            "Remote-User",
            "REMOTE_USER",
            "Remote_Groups",
            "Remote-Email",
            "Remote-Name",
            "X-WebAuth-User",
            "X-Consumer-Username",
            "X-Consumer-Custom-ID",
            "X-Credential-Identifier",
            "X-Userinfo",
            "X-Access-Token",
            "X-ID-Token",
            "X_ID_TOKEN",
            "X-Identity",
            "X-Principal",
            "X-JWT-Assertion",
            "X-JWT-Claim-Sub",
            "X-Goog-Authenticated-User-Email",
            "X-Goog-Authenticated-User-ID",
            "X-MS-Client-Principal",
            "X-MS-Client-Principal-Name",
            "X-MS-Token-AAD-Access-Token",
            "X-Amzn-Oidc-Data",
            "X-Amzn-Oidc-Identity",
            "X-Amzn-Oidc-Accesstoken",
            "X-Pomerium-Jwt-Assertion",
            "X-Pomerium-Claim-Email",
            "Cf-Access-Jwt-Assertion",
            "Cf-Access-Authenticated-User-Email",
            "Tailscale-User-Login",
            "OIDC_CLAIM_sub",
            "OIDC-Claim-Email",
            "OIDC_access_token",
            "X-SSL-Client-Cert",
            "X-SSL-Client-S-DN",
            "SSL_CLIENT_S_DN",
            "Ssl-Client-Verify",
            "X-Client-Cert",
            "X-Client-DN",
            "X-Client-Verify",
            "X-Forwarded-User",
            "X-Forwarded-Email",
            "X-Forwarded-Groups",
            "X-Forwarded-Preferred-Username",
            "X-Forwarded-Access-Token",
            "X_Forwarded_User",
            "X-Forwarded-Client-Cert",
            "Proxy-Authorization",
            "DPoP",
            "Client-Cert",
            "Client-Cert-Chain");

    static final List<String> WHEREABOUTS = List.of(
            "Forwarded",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Proto",
            "X-Forwarded-Port",
            "X-Forwarded-Prefix",
            "X-Forwarded-Server",
            "X-Forwarded-Scheme",
            "X-Forwarded-Ssl",
            "X-Forwarded-Uri",
            "X-Forwarded-Method",
            "X_Forwarded_For",
            "X_FORWARDED_HOST",
            "x-forwarded_proto",
            "X-Real-IP",
            "X_Real_IP",
            "X-Client-IP",
            "X-Cluster-Client-IP",
            "True-Client-IP",
            "CF-Connecting-IP",
            "Fastly-Client-IP",
            "X-Original-URL",
            "X-Rewrite-URL",
            "X-Original-Host",
            "X-Original-Forwarded-For",
            "X-Envoy-External-Address",
            "X-Envoy-Original-Path",
            "X-Azure-ClientIP",
            "X-Appengine-User-Ip",
            "X-Host",
            "X-ProxyUser-Ip");

    @ParameterizedTest
    @FieldSource({"IDENTITY", "WHEREABOUTS"})
    void bringsNoWordOfTheSendersThatAServiceMightTakeForOurs(String header) {
        var path = "/orders/" + UUID.randomUUID();

        RawRequest.get(path)
                .bearer(robotToken)
                .header(header, SPOOFED)
                .header(header, SPOOFED + "-again")
                .sendTo(gateway.url());

        assertThat(gateway.service().onlyRequestTo(path).headers().toString()).doesNotContain(SPOOFED);
    }

    @ParameterizedTest
    @FieldSource({"IDENTITY", "WHEREABOUTS"})
    void bringsNoneOnAPublicRouteEither(String header) {
        var path = "/public/" + UUID.randomUUID();

        RawRequest.get(path)
                .header(header, SPOOFED)
                .header(header, SPOOFED + "-again")
                .sendTo(gateway.url());

        assertThat(gateway.service().onlyRequestTo(path).headers().toString()).doesNotContain(SPOOFED);
    }

    @Test
    void bringsNoAuthorizationOnAPublicRoute() {
        var path = "/public/" + UUID.randomUUID();

        RawRequest.get(path).bearer(robotToken).sendTo(gateway.url());

        assertThat(gateway.service().onlyRequestTo(path).all("authorization")).isEmpty();
    }

    @Test
    void bringsOneAuthorizationWhenTheSenderHadAnIdeaOfItsOwn() {
        var cookie = "__Host-session="
                + gateway.signedIn("alice")
                        .cookie("__Host-session")
                        .orElseThrow()
                        .value();
        var path = "/orders/" + UUID.randomUUID();

        RawRequest.get(path)
                .header("Cookie", cookie)
                .header("Authorization", "Basic " + SPOOFED)
                .sendTo(gateway.url());

        assertThat(gateway.service().onlyRequestTo(path).all("authorization"))
                .hasSize(1)
                .allSatisfy(value -> assertThat(value).startsWith("Bearer eyJ"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "authorization", "AUTHORIZATION, Keep-Alive", "cookie, authorization"})
    void bringsTheTokenThoughTheSenderNominatesItsHeaderForRemoval(String nominated) {
        var path = "/orders/" + UUID.randomUUID();

        RawRequest.get(path)
                .bearer(robotToken)
                .header("Connection", "close, " + nominated)
                .sendTo(gateway.url());

        assertThat(gateway.service().onlyRequestTo(path).bearer()).isPresent();
    }

    @Test
    void bringsNoHeaderThatTheConnectionAlonePassesOn() {
        var path = "/public/" + UUID.randomUUID();

        RawRequest.get(path)
                .header("Connection", "close, X-Hop")
                .header("X-Hop", SPOOFED)
                .header("Keep-Alive", SPOOFED)
                .header("TE", SPOOFED)
                .sendTo(gateway.url());

        assertThat(gateway.service().onlyRequestTo(path).headers().toString()).doesNotContain(SPOOFED);
    }

    @Test
    void bringsNoCookieAtAllWhereItBringsAToken() {
        var browser = gateway.signedIn("alice");
        var path = "/orders/" + UUID.randomUUID();

        RawRequest.get(path)
                .header(
                        "Cookie",
                        "__Host-session="
                                + browser.cookie("__Host-session").orElseThrow().value() + "; basket=full")
                .header("Cookie", "other=1")
                .sendTo(gateway.url());

        assertThat(gateway.service().onlyRequestTo(path).all("cookie")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "basket=full; __Host-session=SECRET",
                "__Host-session=SECRET; basket=full",
                "basket=full; __host-SESSION=SECRET; __Host-login-abc=SECRET",
                "basket=full;__Host-session=SECRET;__HOST-LOGIN-x=SECRET",
                "basket=full; __Host-session = SECRET",
                "basket=full; \t__Host-session=SECRET"
            })
    void bringsOtherCookiesAndNoneOfOursOnAPublicRoute(String cookies) {
        var path = "/public/" + UUID.randomUUID();

        RawRequest.get(path).header("Cookie", cookies).sendTo(gateway.url());

        assertThat(gateway.service().onlyRequestTo(path).all("cookie")).containsExactly("basket=full");
    }

    @Test
    void bringsOurCookiesInNoSecondCookieHeaderEither() {
        var path = "/public/" + UUID.randomUUID();

        RawRequest.get(path)
                .header("Cookie", "basket=full")
                .header("cookie", "__Host-session=SECRET")
                .sendTo(gateway.url());

        assertThat(gateway.service().onlyRequestTo(path).headers().toString()).doesNotContain("SECRET");
    }

    @Test
    void bringsBackOtherCookiesOfTheServiceAndNoneWithANameOfOurs() {
        var answer = gateway.browser().get("/public/cookies");

        assertThat(answer.allOf("set-cookie")).containsExactly("basket=full; Path=/");
    }

    @Test
    void cannotLoseItsSessionByTheServicesAnswer() {
        var browser = gateway.browser().logIn("alice");

        browser.get("/orders/cookies");

        assertThat(browser.get("/bff/session")).hasStatus(200);
    }

    @Test
    void bringsTheQueryAndTheBodyAsTheyWere() {
        var path = "/orders/" + UUID.randomUUID();

        gateway.signedIn("alice").post(path + "?a=%2F&b=%25", List.of(1, 2));

        var arrived = gateway.service().onlyRequestTo(path);
        assertThat(arrived.body()).isEqualTo("[1,2]");
        assertThat(arrived.query()).isEqualTo("a=%2F&b=%25");
    }
}
