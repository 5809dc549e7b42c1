package dev.sallyport.gateway.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.net.URI;

/** A fuzzer looks for an address or a language by which a browser leaves this site, or that fails. */
public final class AddressFuzz {

    private AddressFuzz() {}

    private static final URI OURS = URI.create("https://ours.example/bff/login");

    public static void staysOnThisSite(FuzzedDataProvider data) {
        var language = data.consumeString(100);
        var host = data.consumeString(100);
        var text = data.consumeRemainingAsString();

        var path = ReturnPath.orHome(text).value();

        assertThat(OURS.resolve(path).getAuthority()).isEqualTo("ours.example");
        assertThat(path)
                .doesNotContain("\\", "\t", "\r", "\n")
                .doesNotStartWith("//")
                .startsWith("/");
        assertThat(RequestLine.isPlain(text) && (text.contains("..;") || text.contains("/../")))
                .isFalse();
        if (RequestLine.isHost(host)
                && !host.contains("[")
                && !host.contains("]")
                && RequestLine.isAt(host, text)
                && !text.startsWith("/")) {
            assertThat(URI.create(text.substring(0, text.indexOf('/', 8))).getRawAuthority())
                    .isEqualToIgnoringCase(host);
        }
        assertThat(Pages.locale(language).getLanguage()).isIn("en", "ko");
    }
}
