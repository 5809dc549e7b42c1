package dev.sallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.gateway.ScriptedIssuer.Said;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An issuer that says whatever it likes: that is no failure of the gateway's own, callers see none of it, and nothing goes
 * to a service for it.
 */
@TestInstance(Lifecycle.PER_CLASS)
class HostileIssuerTest {

    private final ScriptedGateway gateway = new ScriptedGateway();
    private final ScriptedIssuer issuer = gateway.issuer;

    /** None is what any endpoint says; nobody but us may read the word secret. */
    static Stream<Said> answers() {
        var json = Stream.of(
                        "",
                        "null",
                        "[]",
                        "{}",
                        "5",
                        "\"secret\"",
                        "{\"access_token\": \"secret",
                        "{\"access_token\": 1, \"token_type\": \"Bearer\"}",
                        "{\"access_token\": {\"secret\": 1}, \"token_type\": [], \"active\": \"secret\"}",
                        "{\"access_token\": \"secret\", \"token_type\": \"Bearer\", \"scope\": {}, \"active\": 1}",
                        "{\"access_token\": \"secret\", \"token_type\": \"Bearer\", \"id_token\": 5}",
                        "{\"access_token\": \"\", \"token_type\": \"Bearer\", \"id_token\": \"secret\"}",
                        "{\"access_token\": \"a.b.c\", \"token_type\": \"Bearer\", \"id_token\": \"secret\"}",
                        "{\"active\": true}",
                        "{\"active\": true, \"sub\": 5, \"exp\": 4e9, \"aud\": \"orders\"}",
                        "{\"active\": true, \"sub\": \"secret\", \"exp\": 4000000000, \"aud\": [null]}",
                        "{\"active\": true, \"sub\": \"secret\", \"exp\": 1e400, \"aud\": [\"gateway\", {}]}",
                        "{\"active\": true, \"sub\": \"secret\", \"exp\": \"soon\", \"aud\": {}}",
                        "[".repeat(100_000),
                        "{\"a\":".repeat(100_000),
                        "{\"access_token\": \"" + "secret".repeat(200_000) + "\"}")
                .map(body -> Said.json(200, body));
        var refusals = Stream.of(
                        "", "{\"error\": 5}", "{\"error\": {\"secret\": 1}}", "{\"error\": \"invalid_grant\"}", "[")
                .flatMap(
                        body -> IntStream.of(400, 401, 403, 429, 500, 503).mapToObj(status -> Said.json(status, body)));
        var odd = Stream.of(
                new Said(200, "Content-Type: text/html", "<html>secret</html>"),
                new Said(200, "Content-Type: ///", "{}"),
                new Said(200, "Content-Type: application/json;charset=nonsense", "{}"),
                new Said(200, "Content-Encoding: gzip", "secret"),
                new Said(200, "X-Nothing: said", "secret"),
                new Said(204, "X-Nothing: said", ""),
                new Said(302, "Location: http://localhost:1/secret", ""),
                new Said(400, "Content-Type: text/html", "<html>secret</html>"),
                new Said(600, "Content-Type: application/json", "{}"),
                new Said(999, "Content-Type: application/json", "{}"));
        return Stream.of(json, refusals, odd).flatMap(all -> all);
    }

    @BeforeEach
    void forget() {
        gateway.relayed.set(0);
        issuer.says("/userinfo", Said.json(200, "{}"));
    }

    @AfterAll
    void close() {
        gateway.close();
    }

    @Test
    void isBelievedWhenItSaysWhatItShould() {
        var session = ScriptedGateway.session(gateway.logIn(Map.of(), Map.of()));
        assertThat(gateway.get("/own/well", "Cookie", session).statusCode()).isEqualTo(200);

        issuer.says("/introspect", Said.json(200, """
                {"active": true, "sub": "ada", "exp": 4000000000, "aud": "gateway"}"""));
        assertThat(bearer("/own/well", "opaque")).isEqualTo(200);

        var exchanged = Map.of("aud", ScriptedIssuer.text("orders"));
        issuer.says("/token", issuer.tokens("", "refresh", exchanged, Map.of()));
        assertThat(bearer("/orders/well", issuer.access(Map.of()))).isEqualTo(200);
        assertThat(gateway.relayed).hasValue(3);
    }

    @ParameterizedTest
    @MethodSource("answers")
    void toACodeLogsNobodyIn(Said answer) {
        var end = gateway.logIn(nonce -> answer);

        assertThat(end.statusCode()).isIn(403, 502, 503);
        assertThat(end.headers().allValues("set-cookie")).noneMatch(cookie -> cookie.startsWith("__Host-session="));
        assertTellsNothing(end);
    }

    @ParameterizedTest
    @MethodSource("answers")
    void toAnIntrospectionLetsNobodyIn(Said answer) {
        issuer.says("/introspect", answer);

        var end = gateway.get("/own/opaque", "Authorization", "Bearer " + UUID.randomUUID());

        assertThat(end.statusCode()).isIn(401, 503);
        assertTellsNothing(end);
    }

    @ParameterizedTest
    @MethodSource("answers")
    void toAnExchangeRelaysNothing(Said answer) {
        issuer.says("/token", answer);

        var end = gateway.get("/orders/exchanged", "Authorization", "Bearer " + issuer.access(Map.of()));

        assertThat(end.statusCode()).isIn(403, 502, 503);
        assertTellsNothing(end);
    }

    @ParameterizedTest
    @MethodSource("answers")
    void toAQuestionForItsUserRelaysNothing(Said answer) {
        issuer.says("/token", Said.json(400, "{\"error\": \"invalid_request\"}"));
        issuer.says("/userinfo", answer);

        var end = gateway.get("/orders/refused", "Authorization", "Bearer " + issuer.access(Map.of()));

        assertThat(end.statusCode()).isIn(401, 403);
        assertTellsNothing(end);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            aud   | [null]
            aud   | [5]
            aud   | {}
            aud   | ""
            sub   | null
            sub   | 5
            sub   | {"secret": 1}
            exp   | "soon"
            exp   | -1
            exp   | 1e400
            exp   | 9223372036854775807
            exp   | -9223372036854775808
            iat   | "then"
            iat   | 9223372036854775807
            iat   | -9223372036854775808
            nbf   | 9223372036854775807
            nbf   | {}
            iss   | ["secret"]
            scope | 5
            scope | ["secret"]
            jti   | {}
            cnf   | 5
            sid   | {}
            name  | {"secret": {}}
            nonce | 5
            azp   | []
            auth_time | "secret"
            preferred_username | [[]]
            """)
    void signsOddClaims(String claim, String value) {
        for (var end : Stream.of(
                        gateway.logIn(Map.of(claim, value), Map.of()), gateway.logIn(Map.of(), Map.of(claim, value)))
                .toList()) {
            assertThat(end.statusCode()).isIn(200, 403, 502, 503);
            assertTellsNothing(end);
            if (end.statusCode() == 200) {
                var shown = gateway.get("/bff/session", "Cookie", ScriptedGateway.session(end));
                assertThat(shown.statusCode()).isEqualTo(200);
            }
        }
        var token = issuer.access(Map.of(claim, value));
        assertThat(bearer("/own/odd", token)).isIn(200, 401);
    }

    private int bearer(String path, String token) {
        return gateway.get(path, "Authorization", "Bearer " + token).statusCode();
    }

    private void assertTellsNothing(HttpResponse<String> end) {
        assertThat(gateway.relayed).hasValue(0);
        assertThat(end.body()).doesNotContain("secret", "Exception", "\tat ", "java.");
        assertThat(end.headers().map().toString()).doesNotContain("secret");
    }
}
