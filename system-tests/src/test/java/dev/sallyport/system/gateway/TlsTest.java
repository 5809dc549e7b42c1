package dev.sallyport.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.system.Until;
import dev.sallyport.testkit.Application;
import dev.sallyport.testkit.ApplicationSetup;
import dev.sallyport.testkit.Jdk;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS that the gateway ends itself, with a certificate made for the test, and its absence. */
class TlsTest {

    private static final String PASSWORD = "of the test alone";
    private static final String HSTS = "Strict-Transport-Security";

    /** What the client takes unread, the buffers of two connections in the kernel, and a piece on the way. */
    private static final long ON_THE_WAY = 48L << 20;

    @TempDir
    private static Path folder;

    private static RecordingService service;
    private static Application withTls;
    private static Application inTheClear;
    private static HttpClient client;
    private static RawService raw;
    private static StreamingService streams;
    private static SSLContext tls;

    @BeforeAll
    static void start() throws Exception {
        service = RecordingService.start();
        var keystore = keystore();
        raw = RawService.start();
        streams = StreamingService.start();
        tls = trusting(keystore);
        client = HttpClient.newBuilder().sslContext(tls).build();
        withTls = setup(SecondGateway.file("open.yml") + "," + SecondGateway.file("tls.yml"))
                .environment("KEYSTORE", keystore.toString())
                .environment("KEYSTORE_PASSWORD", PASSWORD)
                .start();
        inTheClear = setup(SecondGateway.file("open.yml")).start();
    }

    @AfterAll
    static void stop() {
        inTheClear.close();
        withTls.close();
        client.close();
        raw.close();
        streams.close();
        service.close();
    }

    @Test
    void bringsHttp2() throws Exception {
        var answer = get("/open/http2");

        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(service.onlyRequestTo("/open/http2").headers()).doesNotContainKey("upgrade");
    }

    @Test
    void makesAServiceWaitForAnHttp2ClientThatDoesNotRead() throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(withTls.url().replace("http:", "https:") + "/streams/event-flood"));

        try (var body =
                client.send(request.build(), BodyHandlers.ofInputStream()).body()) {
            assertThat(Until.settled(0, streams::sent)).isLessThan(ON_THE_WAY);
            assertThat(body.transferTo(OutputStream.nullOutputStream())).isEqualTo(StreamingService.FLOOD);
        }
    }

    @Test
    void takesOurCookiesOutOfAllCookieHeadersThatHttp2MayBring() throws Exception {
        get("/open/crumbs", "Cookie", "basket=full", "Cookie", "__Host-session=stolen", "Cookie", "size=2");

        assertThat(service.onlyRequestTo("/open/crumbs").all("cookie"))
                .allSatisfy(cookie -> assertThat(cookie).doesNotContain("stolen"))
                .anySatisfy(cookie -> assertThat(cookie).contains("basket=full"));
    }

    @ParameterizedTest
    @CsvSource({"10000, 200", "14000, 200", "20000, 431"})
    void takesAsLongHeadersAsWithoutIt(int length, int status) throws Exception {
        var value = "a".repeat(length);

        assertThat(get("/open/long", "X-Long", value).statusCode()).isEqualTo(status);
        assertThat(RawRequest.get("/open/long").header("X-Long", value).sendTo(inTheClear.url()))
                .hasStatus(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/open/strict", "/bff/session", "/bff/login", "/nothing", "/%2e%2e/x"})
    void isWantedForAYear(String path) throws Exception {
        assertThat(get(path).headers().allValues(HSTS)).containsExactly("max-age=31536000");
    }

    @Test
    void isNotWantedByAGatewayWithoutIt() {
        var answer = RawRequest.get("/open/clear").sendTo(inTheClear.url());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header(HSTS)).isEmpty();
    }

    @Test
    void isWhatHttp2NeedsSoThatNobodyUpgradesToItInTheClear() {
        var answer = RawRequest.get("/open/upgrade")
                .header("Connection", "Upgrade, HTTP2-Settings, close")
                .header("Upgrade", "h2c")
                .header("HTTP2-Settings", "AAMAAABkAAQCAAAAAAIAAAAA")
                .sendTo(inTheClear.url());

        assertThat(answer.status()).isNotEqualTo(101);
        assertThat(service.requestsTo("/open/upgrade"))
                .allSatisfy(arrived -> assertThat(arrived.headers()).doesNotContainKeys("upgrade", "http2-settings"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-a|b",
                "transfer-encoding|chunked",
                "transfer-encoding|x",
                "connection|close",
                "connection|x-kept",
                "upgrade|h2c",
                "content-length|5",
                "content-length|-1",
                "te|gzip",
                "host|evil.example",
                "x-a|b\r\nx-evil: 1",
                "x-a|b\nx-evil: 1",
                "x-a|b\0evil",
                "x-a\r\nx-evil|1",
                "x a|evil",
                "x-a:|evil",
                "X-EVIL|1",
                ":path|/raw/evil",
                ":authority|evil.example",
                ":evil|1"
            })
    void bringsNoneOfWhatHttp2Forbids(String header) throws Exception {
        var end = http2(":path|/raw/first", ":authority|" + authority(), header);

        assertThat(taken()).allSatisfy(request -> {
            assertThat(request.head()).startsWith("get /raw/first http/1.1\r\n").doesNotContain("evil");
            assertThat(request.head()).doesNotContain("transfer-encoding", "content-length", "connection:", "te:");
            assertThat(request.isWhole()).isTrue();
        });
        assertThat(end).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ":path|/raw/first http/1.1\r\nx-evil: 1",
                ":path|/raw/first evil",
                ":path|raw/evil",
                ":path|http://evil.example/raw/evil",
                ":path|//evil.example/raw/evil",
                ":path|/raw/evil\t",
                ":path|",
                ":authority|OWN\r\nx-evil: 1",
                ":authority|evil@OWN",
                ":authority|OWN/evil",
                ":authority|",
                ":method|GET /raw/evil HTTP/1.1\r\nx-evil: 1\r\n\r\nGET",
                ":method|G T",
                ":scheme|https://evil.example/?"
            })
    void bringsNothingThatAPseudoHeaderWouldInject(String header) throws Exception {
        http2(header.replace("OWN", authority()));

        assertThat(taken()).allSatisfy(request -> assertThat(request.head()).doesNotContain("evil"));
    }

    private static List<RawService.Taken> taken() throws Exception {
        assertThat(get("/raw/last").statusCode()).isEqualTo(200);
        return raw.taken().stream()
                .filter(request -> !request.head().startsWith("get /raw/last"))
                .toList();
    }

    /** With all pseudo-headers in front that are not among these. */
    private static RawHttp2.End http2(String... headers) throws IOException {
        var all = new ArrayList<>(
                List.of(":method|GET", ":scheme|https", ":path|/raw/first", ":authority|" + authority()));
        for (var header : headers) {
            all.removeIf(
                    other -> header.startsWith(":") && other.startsWith(header.substring(0, header.indexOf('|') + 1)));
        }
        all.addAll(List.of(headers));
        all.sort(Comparator.comparing(header -> !header.startsWith(":")));
        return new RawHttp2(all).sendTo(URI.create(withTls.url()), tls);
    }

    private static String authority() {
        return URI.create(withTls.url()).getAuthority();
    }

    private static HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(withTls.url().replace("http:", "https:") + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static ApplicationSetup setup(String files) {
        return ApplicationSetup.gateway()
                .environment("SPRING_CONFIG_ADDITIONAL_LOCATION", files)
                .environment("SERVICE_URL", service.url())
                .environment("RAW_URL", raw.url())
                .environment("STREAMS_URL", streams.url());
    }

    private static Path keystore() throws IOException, InterruptedException {
        var file = folder.resolve("web.p12");
        var keytool = Jdk.current().home().resolve("bin/keytool").toString();
        var made = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD,
                        "-alias",
                        "web",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1")
                .inheritIO()
                .start();
        assertThat(made.waitFor()).isZero();
        return file;
    }

    private static SSLContext trusting(Path keystore) throws GeneralSecurityException, IOException {
        var certificates = KeyStore.getInstance("PKCS12");
        try (var file = Files.newInputStream(keystore)) {
            certificates.load(file, PASSWORD.toCharArray());
        }
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("web", certificates.getCertificate("web"));
        var trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
