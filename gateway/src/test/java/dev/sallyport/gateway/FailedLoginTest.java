package dev.sallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The issuer did not log the person in, and sends the browser back with a redirect. */
@TestInstance(Lifecycle.PER_CLASS)
class FailedLoginTest {

    private final ScriptedGateway gateway = new ScriptedGateway();

    @AfterAll
    void close() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "same-origin", "none"})
    void endsOnAPageThatSaysSoWhereverTheIssuerIs(String site) {
        var begun = gateway.get("/bff/login");
        var address = begun.headers().firstValue("location").orElseThrow();
        var cookies = begun.headers().allValues("set-cookie").stream()
                .map(cookie -> cookie.replaceFirst(";.*", ""))
                .collect(Collectors.joining("; "));

        var answer = gateway.get(
                "/login/oauth2/code/issuer?error=access_denied&state=" + ScriptedGateway.parameter(address, "state"),
                "Cookie",
                cookies,
                "Sec-Fetch-Mode",
                "navigate",
                "Sec-Fetch-Site",
                site);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("You are not signed in");
    }
}
