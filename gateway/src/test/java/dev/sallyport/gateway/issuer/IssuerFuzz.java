package dev.sallyport.gateway.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.time.Instant;

/**
 * A fuzzer looks for a token, a key set or an introspection answer that fails in another way than it may, and for an answer
 * to a pushed authorization request that sends a login anywhere but to the issuer.
 */
public final class IssuerFuzz {

    private IssuerFuzz() {}

    public static void failsAsItMay(FuzzedDataProvider data) {
        var kind = data.consumeInt(0, 3);
        var text = data.consumeRemainingAsString();
        try {
            switch (kind) {
                case 0 -> assertThat(IssuerSignature.parse(text).getHeader()).isNotNull();
                case 1 ->
                    assertThat(KeySet.parse(text, Instant.EPOCH).thumbprints()).isNotEmpty();
                case 2 -> leadsToTheIssuer(text);
                default ->
                    assertThat(Introspection.active(text).getClaim("active")).isEqualTo(true);
            }
        } catch (UnacceptableToken | IssuerUnavailable | IllegalStateException expected) {
            assertThat(expected.getMessage()).isNotEmpty();
        }
    }

    private static void leadsToTheIssuer(String requestUri) {
        var address = PushedAuthorization.address("https://id.example/auth?ui=a", "gateway", requestUri);

        assertThat(address)
                .hasScheme("https")
                .hasHost("id.example")
                .hasPath("/auth")
                .hasNoFragment();
        assertThat(address.getRawQuery().split("&", -1)).hasSize(3);
        assertThat(address.toASCIIString()).matches("[!-~]+");
    }
}
