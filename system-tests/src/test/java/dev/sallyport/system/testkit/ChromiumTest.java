package dev.sallyport.system.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.sallyport.system.InBrowser;
import dev.sallyport.testkit.Chromium;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

@InBrowser
class ChromiumTest {

    @Test
    void runsTheScriptsOfAPageAndKeepsSecureCookiesOnThisMachine() throws IOException {
        var page = "<h1></h1><script>document.querySelector('h1').textContent = document.cookie</script>"
                .getBytes(StandardCharsets.UTF_8);
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            exchange.getResponseHeaders().add("Set-Cookie", "__Host-shown=1; Path=/; Secure");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();

        try (var chromium = Chromium.start();
                var browser =
                        chromium.on("http://localhost:" + server.getAddress().getPort())) {
            var tab = browser.newPage();
            tab.navigate("/");

            assertThat(tab.locator("h1").textContent()).isEqualTo("__Host-shown=1");
        } finally {
            server.stop(0);
        }
    }
}
