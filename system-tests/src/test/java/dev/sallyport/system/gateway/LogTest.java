package dev.sallyport.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.Stack;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gateways have logged in all the tests of this run: this one is the last. */
@GatewayTest
@Order(Integer.MAX_VALUE)
class LogTest {

    private final SecondGateway gateway;
    private final String logs;

    LogTest(SecondGateway gateway, Stack stack) {
        this.gateway = gateway;
        this.logs = gateway.log() + stack.gateway().output();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Of a token: as it is, and its last part
                "eyJ[A-Za-z0-9_-]{5}",
                "[A-Za-z0-9_-]{170,}",
                // Of a session cookie
                "(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{65}(?![A-Za-z0-9_-])",
                // Of one of Keycloak's codes
                "[0-9a-f-]{36}\\.[A-Za-z0-9_-]+\\.[0-9a-f-]{36}",
                "code=",
                "state=",
                "__Host-",
                "Bearer ",
                "gateway-secret",
                "[a-z]@[a-z]"
            })
    void tellNoSecret(String form) {
        assertThat(logs).doesNotContainPattern(form);
    }

    @Test
    void tellWhatHappened() {
        var before = gateway.log().length();

        gateway.browser().logIn("alice").post("/bff/logout", null);

        assertThat(gateway.log().substring(before)).contains("session began", "session ended");
    }

    @Test
    void holdNothingThatNobodyExpected() {
        assertThat(logs).doesNotContain("Internal Server Error").doesNotContain("at dev.sallyport.");
    }

    @Test
    void tellNoSecretOfARequestThatIsTooLongToBeRead() {
        var before = gateway.log().length();

        RawRequest.get("/login/oauth2/code/keycloak?code=c0de-unspent&state=x")
                .bearer("t0ken-unread")
                .header("X-Long", "x".repeat(20_000))
                .sendTo(gateway.url());

        assertThat(gateway.log().substring(before))
                .doesNotContain("c0de-unspent")
                .doesNotContain("t0ken-unread");
    }

    @Test
    void doNotHoldWhatASenderWroteIntoThem() {
        var before = gateway.log().length();

        Stream.of(
                        "/login/oauth2/code/keycloak?state=x&error=forged%0Aline",
                        "/nowhere%0Aforged", "/own/forged%0D%0Aline")
                .forEach(target ->
                        RawRequest.get(target).header("Cookie", "forged=1").sendTo(gateway.url()));

        assertThat(gateway.log().substring(before)).doesNotContain("forged");
    }
}
