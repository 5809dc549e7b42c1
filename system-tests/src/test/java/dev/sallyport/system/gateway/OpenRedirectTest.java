package dev.sallyport.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import dev.sallyport.system.InBrowser;
import dev.sallyport.testkit.Answer;
import dev.sallyport.testkit.Browser;
import dev.sallyport.testkit.Cookie;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** A {@code return_to} that would lead a person who logs in here to somebody else. */
@InBrowser
@GatewayTest
@TestInstance(Lifecycle.PER_CLASS)
class OpenRedirectTest {

    private static final Pattern LINK = Pattern.compile("<a id=\"onward\" href=\"([^\"]*)\"");

    private final SecondGateway gateway;
    private final Browser signedInAtKeycloak;

    OpenRedirectTest(SecondGateway gateway) {
        this.gateway = gateway;
        this.signedInAtKeycloak =
                gateway.browser().logIn("alice").with(gone("__Host-session")).with(gone("__Host-login-count"));
    }

    /** A JSON string a line, for most of them could not stand in a line of text. */
    static List<String> hostile() throws IOException {
        var json = new JsonMapper();
        return Files.readAllLines(Path.of(SecondGateway.file("hostile-return-paths.jsonl"))).stream()
                .filter(line -> line.startsWith("\""))
                .map(line -> json.readValue(line, String.class))
                .toList();
    }

    static final List<String> HARMLESS = List.of(
            "/",
            "/orders?a=1&b=2",
            "/orders?next=https://other.example",
            "/orders?next=//other.example",
            "/orders#//other.example",
            "/https://other.example",
            "/@other.example",
            "/.other.example",
            "/orders/%2F%2Fother.example",
            "/orders/%5C",
            "/a:b@c",
            "/orders//other.example",
            "/:80",
            "/'><script>alert(1)</script>"
                    .replace("'", "%27")
                    .replace("<", "%3C")
                    .replace(">", "%3E"));

    @Test
    void leadsHomeAllTheWay() throws IOException {
        var elsewhere = hostile().parallelStream()
                .filter(returnTo -> !onward(Login.address(returnTo)).equals("/"))
                .toList();

        assertThat(elsewhere).isEmpty();
    }

    @Test
    void comesInHundreds() throws IOException {
        assertThat(hostile()).hasSizeGreaterThanOrEqualTo(300).doesNotHaveDuplicates();
    }

    @Test
    void isNotWhatAPathOfOurOwnIs() {
        for (var path : HARMLESS) {
            assertThat(onward(Login.address(path))).as(path).isEqualTo(path);
        }
    }

    /** What the list above calls harmless, a real browser must call so too. */
    @Test
    void isNotWhatAPathOfOurOwnIsToARealBrowser(BrowserContext chromium) {
        var page = chromium.newPage();
        page.navigate("about:blank");

        for (var path : HARMLESS) {
            var origin = page.evaluate("path => new URL(path, 'https://ours.example/bff/onward').origin", path);

            assertThat(origin).as(path).isEqualTo("https://ours.example");
        }
    }

    /** Not encoded as a form would, but as somebody types it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/bff/login?return_to=//evil.example",
                "/bff/login?return_to=https://evil.example",
                "/bff/login?return_to=/%2Fevil.example",
                "/bff/login?return_to=%2F%2Fevil.example",
                "/bff/login?return_to=%2F%5Cevil.example",
                "/bff/login?return_to=%2F%09%2Fevil.example",
                "/bff/login?return_to=%2F%0A%2Fevil.example",
                "/bff/login?return_to=//evil.example&return_to=/own",
                "/bff/login?return_to&return_to=//evil.example",
                "/bff/login?return_to[]=//evil.example",
                "/bff/login?RETURN_TO=//evil.example",
                "/bff/login?returnTo=//evil.example&redirect=//evil.example&next=//evil.example&url=//evil.example",
                "/bff/login?redirect_uri=https://evil.example"
            })
    void leadsHomeHoweverItIsSpelt(String address) {
        assertThat(onward(address)).isEqualTo("/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"//evil.example/", "//evil.example/own", "/\\evil.example", "///evil.example", "/.//evil.example"
            })
    void isNotTakenFromTheAddressOfANavigationEither(String target) {
        var answer = RawRequest.get(target)
                .header("Sec-Fetch-Mode", "navigate")
                .header("Sec-Fetch-Site", "cross-site")
                .header("Accept", "text/html")
                .sendTo(gateway.url());

        assertLeadsNowhere(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example/own/x", "http://evil.example//x", "https://evil.example/own"})
    void isNotTakenFromAnAddressInAbsoluteForm(String target) {
        var answer = RawRequest.get(target)
                .header("Sec-Fetch-Mode", "navigate")
                .header("Accept", "text/html")
                .sendTo(gateway.url());

        assertLeadsNowhere(answer);
    }

    @Test
    void isNotTakenFromAHostHeader() {
        var answer = RawRequest.get("/own/host")
                .header("Host", "evil.example")
                .header("X-Forwarded-Host", "evil.example")
                .header("Accept", "text/html")
                .sendTo(gateway.url());

        assertLeadsNowhere(answer);
    }

    private static void assertLeadsNowhere(Answer answer) {
        assertThat(answer.headers().map() + answer.text()).doesNotContain("evil.example");
    }

    /** Where the page after the login leads, the login having begun at this address. */
    private String onward(String address) {
        var browser = signedInAtKeycloak.stolen();
        var callback =
                browser.stoppingBefore("/login/oauth2/code/").follow(address).redirect();
        var page = Login.complete(browser, callback.orElseThrow());
        return Optional.of(LINK.matcher(page.text()))
                .filter(link -> link.find())
                .map(link -> unescaped(link.group(1)))
                .orElseThrow(() -> new AssertionError("No page that moves on, but " + page.status()));
    }

    private static String unescaped(String attribute) {
        return attribute.replace("&amp;", "&").replace("&#39;", "'").replace("&quot;", "\"");
    }

    private Cookie gone(String name) {
        var host = URI.create(gateway.url()).getHost();
        return new Cookie(name, "", host, true, "/", true, true, "Lax", Instant.EPOCH);
    }
}
