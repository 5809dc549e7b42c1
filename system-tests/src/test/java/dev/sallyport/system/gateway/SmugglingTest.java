package dev.sallyport.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.system.gateway.RawService.Taken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests and answers whose end two servers could see in two places. Behind each request stands another, which no
 * service may ever see; the gateway has no route for it.
 */
class SmugglingTest {

    private static final String HIDDEN = "GET /hidden HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    private static final String END = "0\r\n\r\n";

    private static RawService service;
    private static OpenGateway gateway;

    @BeforeAll
    static void start() {
        service = RawService.start();
        gateway = OpenGateway.start(OpenGateway.before(service.url()));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        service.close();
    }

    @BeforeEach
    void forget() {
        service.answers(RawService.FINE);
        service.taken();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5|Transfer-Encoding: chunked",
                "Transfer-Encoding: chunked|Content-Length: 5",
                "Content-Length: 5|Content-Length: 6",
                "Content-Length: 5|Content-Length: 5",
                "Content-Length: 5, 6",
                "Content-Length: +5",
                "Content-Length: -5",
                "Content-Length: 0x5",
                "Content-Length: 5;a",
                "Content-Length:",
                "Content-Length : 5",
                "Content-Length: 99999999999999999999",
                "X: a\rContent-Length: 5",
                "Content-Length: 5\nX: a",
                "Content-Length: 5|X: a\0b",
                "Content-Length: 5|Transfer-Encoding: xchunked",
                "Content-Length: 5|Transfer-Encoding: chunked, identity",
                "Content-Length: 5|Transfer-Encoding : chunked",
                "Content-Length: 5| Transfer-Encoding: chunked",
                "Content-Length: 5|Transfer-Encoding:\u000bchunked",
                "Transfer-Encoding: chunked|Transfer-Encoding: identity",
                "Transfer-Encoding: identity, chunked",
                "Transfer-Encoding: chunked, chunked",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: identity",
                "Transfer-Encoding: \0chunked",
                "Transfer-Encoding: \"chunked\""
            })
    void isRefusedWhereTheHeadSaysTwoThings(String framing) throws IOException {
        var answers = gateway.send(post(framing.replace("|", "\r\n")) + END + HIDDEN);

        assertThat(answers).startsWith("HTTP/1.1 400").containsOnlyOnce("HTTP/1.1");
        assertThat(taken()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5 ",
                "Content-Length: 5|Transfer_Encoding: chunked",
                "content_length: 50|Content-Length: 5",
                "Content-Length: 5|X: y|\tTransfer-Encoding: chunked",
                "Transfer-Encoding: CHUNKED",
                "Content-Length: 5|Upgrade: h2c|Connection: Upgrade, HTTP2-Settings|HTTP2-Settings: AAMAAABk",
                "Content-Length: 5|Connection: content-length",
                "Transfer-Encoding: chunked|Connection: transfer-encoding",
                "Content-Length: 5|Expect: 100-continue"
            })
    void comesToTheServiceWithOneEnd(String framing) throws IOException {
        gateway.send(post(framing.replace("|", "\r\n")) + END + HIDDEN);

        assertThat(taken()).singleElement().satisfies(request -> {
            assertThat(request.head()).startsWith("post /open/first http/1.1\r\n");
            assertThat(request.head().lines().filter(SmugglingTest::saysWhereTheBodyEnds))
                    .hasSize(1);
            assertThat(request.body()).isIn("", END);
            assertThat(request.isWhole()).isTrue();
        });
    }

    private static boolean saysWhereTheBodyEnds(String line) {
        return line.replace('_', '-').startsWith("content-length")
                || line.replace('_', '-').startsWith("transfer-encoding");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1|A|0||",
                "+1|A|0||",
                "0x1|A|0||",
                " 1|A|0||",
                "1 |A|0||",
                "1_0|A|0||",
                "g|A|0||",
                "||",
                "1;\nA|0||",
                "1;a\rb|A|0||",
                "1\nA\n0\n\n",
                "1|AX0||",
                "1|A\n0||",
                "1|A\r0||",
                "80000000|A|0||",
                "100000001|A|0||",
                "FFFFFFFFFFFFFFFF1|A|0||",
                "5|hello|zz|A|0||"
            })
    void isNoWholeRequestToTheServiceWhereAChunkIsMalformed(String chunks) throws IOException {
        var answers = gateway.send(post("Transfer-Encoding: chunked") + chunks.replace("|", "\r\n") + HIDDEN);

        assertThat(answers).startsWith("HTTP/1.1 400").containsOnlyOnce("HTTP/1.1");
        assertThat(taken()).noneMatch(Taken::isWhole);
    }

    @Test
    void isNoWholeRequestToTheServiceWhereTheExtensionOfAChunkHasNoEnd() throws IOException {
        var answers = gateway.send(post("Transfer-Encoding: chunked") + "1;" + "a".repeat(20_000) + "\r\nA\r\n" + END);

        assertThat(answers).startsWith("HTTP/1.1 400");
        assertThat(taken()).noneMatch(Taken::isWhole);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 10", "Transfer-Encoding: chunked"})
    void isNoWholeRequestToTheServiceWhereTheSenderGoesAway(String framing) throws IOException {
        try (var socket = gateway.connect()) {
            socket.getOutputStream().write(bytes(post(framing) + "5\r\nhello\r\n".substring(0, 8)));
        }

        assertThat(taken()).noneMatch(Taken::isWhole);
        assertThat(gateway.application().output()).doesNotContain("status=\"500\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0;a=b|", "0|X-Trailer: a|", "0|Authorization: Bearer a|", "0|Content-Length: 9|"})
    void bringsNoTrailersAndNoExtensions(String end) throws IOException {
        gateway.send(
                post("Transfer-Encoding: chunked") + "1;a=b\r\nA\r\n" + end.replace("|", "\r\n") + "\r\n" + HIDDEN);

        assertThat(taken()).singleElement().satisfies(request -> {
            assertThat(request.body()).isEqualTo("A");
            assertThat(request.isWhole()).isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Host:",
                "Host: a|Host: b",
                "Host: OWN|Host: evil.example",
                "host: OWN|HOST: OWN",
                "Host: OWN, evil.example",
                "Host: u@OWN",
                "Host: OWN/a",
                "Host: OWN a",
                "Host: OWN?a",
                "Host: OWN#a",
                "Host: OWN\\a",
                "Host: a%2fb",
                "Host: a:x",
                "Host: [::1",
                "Host : OWN",
                "Host: \"a\""
            })
    void isRefusedWithoutOneHost(String host) throws IOException {
        var hosts =
                host.isEmpty() ? "" : host.replace("OWN", gateway.authority()).replace("|", "\r\n") + "\r\n";

        var answer = gateway.send("GET /open/first HTTP/1.1\r\n" + hosts + "Connection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400");
        assertThat(taken()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example/open/first",
                "https://u:p@evil.example/open/first",
                "//evil.example/open/first",
                "file:///open/first",
                "@evil.example/open/first",
                "/open/first HTTP/1.1\u0085X:",
                "*",
                ""
            })
    void isRefusedWithATargetOfAnotherHost(String target) throws IOException {
        var answer = gateway.send(
                "GET " + target + " HTTP/1.1\r\nHost: " + gateway.authority() + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400");
        assertThat(taken()).isEmpty();
    }

    @Test
    void mayNameItsOwnHostInTheTarget() throws IOException {
        var target = gateway.url() + "/open/first";

        var answer = gateway.send(
                "GET " + target + " HTTP/1.1\r\nHost: " + gateway.authority() + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200");
    }

    @Test
    void isNoHttp2InTheClear() throws IOException {
        var answer = gateway.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0");

        assertThat(answer).startsWith("HTTP/1.1 400");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X: a\nSet-Cookie: evil=1|Content-Length: 2||ok",
                "X: a\rSet-Cookie: evil=1|Content-Length: 2||ok",
                "X: a\0Set-Cookie: evil=1|Content-Length: 2||ok",
                "X\nSet-Cookie: evil=1|Content-Length: 2||ok",
                "Content-Length: 2|Transfer-Encoding: chunked|X: evil||0||",
                "Content-Length: 2|Content-Length: 20|X: evil||ok",
                "Content-Length: -2|X: evil||ok",
                "Transfer-Encoding: chunked, identity|X: evil|Content-Length: 2||ok"
            })
    void bringsNoAnswerThatCanBeReadInTwoWays(String answer) throws IOException {
        service.answers("HTTP/1.1 200 OK\r\n" + answer.replace("|", "\r\n"));

        assertThat(get("/open/answer")).startsWith("HTTP/1.1 502").doesNotContain("evil");
    }

    @Test
    void bringsNoAnswerWithHeadersThatAreTooLarge() throws IOException {
        service.answers("HTTP/1.1 200 OK\r\nX: " + "evil".repeat(10_000) + "\r\nContent-Length: 2\r\n\r\nok");

        assertThat(get("/open/answer")).startsWith("HTTP/1.1 502").doesNotContain("evil");
    }

    @Test
    void bringsNobodyASecondAnswerToTheFirstRequest() throws IOException {
        service.answers(RawService.FINE + "HTTP/1.1 200 OK\r\nX: evil\r\nContent-Length: 4\r\n\r\nevil");
        var first = get("/open/answer");
        service.answers(RawService.FINE);

        assertThat(first).doesNotContain("evil");
        for (var next = 0; next < 10; next++) {
            assertThat(get("/open/answer"))
                    .startsWith("HTTP/1.1 200")
                    .endsWith("ok")
                    .doesNotContain("evil");
        }
    }

    @Test
    void bringsNoWordOfAnAnswerBeforeTheAnswer() throws IOException {
        service.answers("HTTP/1.1 103 Early Hints\r\nSet-Cookie: evil=1\r\n\r\n" + RawService.FINE);

        assertThat(get("/open/answer")).startsWith("HTTP/1.1 200").doesNotContain("evil");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "__Host-session=evil; Path=/; Secure",
                " \t__Host-session=evil",
                "__HOST-SESSION=evil",
                "__Host-session =evil",
                "=__Host-session=evil",
                "__Host-login-abc=evil",
                "__Host-session",
                "x|Set-Cookie: __Host-session=evil",
                "x;| __Host-session=evil",
                ",__Host-session=evil"
            })
    void bringsNoCookieWithOurName(String cookie) throws IOException {
        var header = "Set-Cookie: " + cookie.replace("|", "\r\n");
        service.answers("HTTP/1.1 200 OK\r\n" + header + "\r\nContent-Length: 2\r\n\r\nok");

        assertThat(get("/open/answer").lines())
                .noneMatch(line -> line.matches("(?i)set-cookie:[ =\\t,]*__host-.*|[ \\t].*"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 10||ok",
                "Transfer-Encoding: chunked||2|ok|",
                "Transfer-Encoding: chunked||zz|ok|0||"
            })
    void bringsNoWholeAnswerWhereTheServicesBreaksOff(String answer) throws IOException {
        service.answers("HTTP/1.1 200 OK\r\nConnection: close\r\n" + answer.replace("|", "\r\n"));
        service.closesAfterAnAnswer();

        var received = get("/open/answer");

        assertThat(received.endsWith("\r\n0\r\n\r\n") || received.contains("Content-Length: 2\r\n"))
                .as(received)
                .isFalse();
    }

    /** What the service took for requests up to a last one, which comes after all others. */
    private static List<Taken> taken() throws IOException {
        assertThat(get("/open/last")).startsWith("HTTP/1.1 200");
        return service.taken().stream()
                .filter(request -> !request.head().startsWith("get /open/last"))
                .toList();
    }

    private static String post(String framing) {
        return "POST /open/first HTTP/1.1\r\nHost: " + gateway.authority() + "\r\n" + framing + "\r\n\r\n";
    }

    private static String get(String path) throws IOException {
        return gateway.send(
                "GET " + path + " HTTP/1.1\r\nHost: " + gateway.authority() + "\r\nConnection: close\r\n\r\n");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
