package dev.sallyport.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BrowserTest {

    private HttpServer server;
    private Browser browser;
    private String elsewhere;

    @BeforeEach
    void startASite() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", BrowserTest::answer);
        server.start();
        browser = Browser.on("http://localhost:" + server.getAddress().getPort());
        elsewhere = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stopTheSite() {
        server.stop(0);
    }

    @Test
    void sendsCookiesBackAndKeepsThemApartByBrowser() {
        browser.open("/give");

        assertThat(browser.get("/echo")).contains("Cookie: lax=1; strict=1");
        assertThat(browser.newTab().get("/echo")).contains("Cookie:");
        assertThat(browser.stolen().get("/echo")).contains("Cookie:");
        assertThat(Browser.on(elsewhere).get("/echo")).doesNotContain("Cookie:");
    }

    @Test
    void bringsOnlyLaxCookiesWhenALinkOnAnotherSiteIsFollowed() {
        browser.open("/give");

        var fromMail = browser.newTabOn("https://mail.example");

        assertThat(fromMail.follow("/echo")).contains("Cookie: lax=1\n").contains("Sec-fetch-site: cross-site");
    }

    @Test
    void bringsNoCookieOfThatKindWhenAnotherSitePosts() {
        browser.open("/give");

        var answer = browser.newTabOn("https://evil.example").post("/echo", Map.of("amount", 1));

        assertThat(answer)
                .doesNotContain("Cookie:")
                .contains("Origin: https://evil.example")
                .contains("X-csrf: 1");
    }

    @Test
    void saysThatATypedAddressComesFromNowhere() {
        assertThat(browser.open("/echo"))
                .contains("Sec-fetch-site: none")
                .contains("Sec-fetch-mode: navigate")
                .doesNotContain("Origin:")
                .doesNotContain("Referer:");
    }

    @Test
    void saysThatTheSitesOwnScriptIsOfTheSameOrigin() {
        assertThat(browser.get("/echo"))
                .contains("Sec-fetch-site: same-origin")
                .contains("Sec-fetch-mode: cors")
                .doesNotContain("Origin:");
    }

    @Test
    void followsRedirectsAndRefreshesWhenItNavigates() {
        assertThat(browser.open("/redirect")).isAt("/echo").contains("Sec-fetch-site: same-origin");
    }

    @Test
    void showsTheRedirectItselfToAScript() {
        assertThat(browser.get("/redirect")).hasStatus(302).redirectsTo("/refresh");
    }

    @Test
    void fillsInAForm() {
        var form = HtmlForm.in(browser.open("/form"), "login").orElseThrow().with("username", "alice & bob");

        assertThat(browser.submit(form))
                .isAt("/echo")
                .contains("Origin: http://localhost")
                .contains("hidden=%22&username=alice+%26+bob");
    }

    private static void answer(HttpExchange exchange) throws IOException {
        var headers = exchange.getResponseHeaders();
        var body = switch (exchange.getRequestURI().getPath()) {
            case "/give" -> {
                headers.add("Set-Cookie", "lax=1; Path=/; SameSite=Lax; Secure");
                headers.add("Set-Cookie", "strict=1; Path=/; SameSite=Strict");
                yield "";
            }
            case "/redirect" -> {
                headers.add("Location", "/refresh");
                yield "";
            }
            case "/refresh" -> "<noscript><meta http-equiv=\"refresh\" content=\"0;url=/echo\"></noscript>";
            case "/form" ->
                "<form id='login' action=\"/echo?a=1&amp;b=2\" method=\"post\">"
                        + "<input type=\"hidden\" name=\"hidden\" value=\"&quot;\"><input name=\"username\"></form>";
            default -> echo(exchange);
        };
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(
                headers.containsKey("Location") ? 302 : 200, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String echo(HttpExchange exchange) throws IOException {
        var lines = new StringBuilder();
        exchange.getRequestHeaders()
                .forEach((name, values) -> lines.append(name)
                        .append(": ")
                        .append(values.getFirst())
                        .append('\n'));
        return lines + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }
}
