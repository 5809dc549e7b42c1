package dev.sallyport.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

class IncomingRequestTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "authorization",
                "Proxy-Authorization",
                "X-Forwarded-User",
                "X_Forwarded_User",
                "x_forwarded_for",
                "X-Forwarded-Access-Token",
                "X-Forwarded-Client-Cert",
                "X-Auth-Request-Email",
                "X-User",
                "X-User-Id",
                "X-Userid",
                "X-Authorization",
                "X-HTTP-Method-Override",
                "X-Method-Override",
                "Impersonate-User",
                "X-Forwarded",
                "X-Original-Method",
                "X-Email",
                "X-Tenant-Id",
                "X_USER_ID",
                "Remote-User",
                "REMOTE_USER",
                "X-Remote-User",
                "X-Real-IP",
                "True-Client-Ip",
                "X-Original-URL",
                "OIDC_CLAIM_sub",
                "OIDC-claim-sub",
                "X-Amzn-Oidc-Data",
                "X-Goog-Authenticated-User-Email",
                "X-MS-CLIENT-PRINCIPAL",
                "X-JWT-Assertion",
                "X-Consumer-Username",
                "X-SSL-Client-DN",
                "SSL_CLIENT_S_DN",
                "X-Endpoint-API-UserInfo",
                "X-Apigateway-Api-Userinfo",
                "X-Goog-IAP-JWT-Assertion",
                "SM_USER",
                "iv-user",
                "Shib-Session-ID",
                "X-ARR-ClientCert",
                "X-Vouch-User",
                "X-Hasura-Role",
                "X-Role",
                "Proxy"
            })
    void dropsWhatTheSenderDidNotEarn(String name) {
        var headers = new HttpHeaders();
        headers.add(name, "mallory");

        assertThat(IncomingRequest.clean(headers).headerNames()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept",
                "Content-Type",
                "X-Request-Id",
                "Traceparent",
                "X-CSRF",
                "User-Agent",
                "X-Forwarded-For"
            })
    void keepsWhatIsNobodysIdentity(String name) {
        var headers = new HttpHeaders();
        headers.add(name, "one");
        headers.add(name, "two");

        assertThat(IncomingRequest.clean(headers).get(name)).containsExactly("one", "two");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "__Host-session=x",
                "__host-session=x",
                " __Host-session = x ",
                ",__Host-session=x",
                "=__Host-session=x",
                "__Host-session",
                "__Host-login-abc=x",
                "__Host-session=x; __Host-login-abc=y",
                ";;"
            })
    void keepsOurCookiesToItself(String cookies) {
        var headers = new HttpHeaders();
        headers.add(HttpHeaders.COOKIE, cookies);

        assertThat(IncomingRequest.clean(headers).headerNames()).isEmpty();
    }

    @Test
    void leavesOtherCookiesToTheService() {
        var headers = new HttpHeaders();
        headers.add(HttpHeaders.COOKIE, "cart=1; __Host-session=x;theme=dark=er; __Host-sessions=2");

        assertThat(IncomingRequest.clean(headers).get(HttpHeaders.COOKIE))
                .containsExactly("cart=1; theme=dark=er; __Host-sessions=2");
    }
}
