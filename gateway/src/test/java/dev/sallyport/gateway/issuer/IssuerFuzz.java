package dev.sallyport.gateway.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.time.Instant;

/** A fuzzer looks for a token, a key set or an introspection answer that fails in another way than it may. */
public final class IssuerFuzz {

    private IssuerFuzz() {}

    public static void failsAsItMay(FuzzedDataProvider data) {
        var kind = data.consumeInt(0, 2);
        var text = data.consumeRemainingAsString();
        try {
            switch (kind) {
                case 0 -> assertThat(IssuerSignature.parse(text).getHeader()).isNotNull();
                case 1 ->
                    assertThat(KeySet.parse(text, Instant.EPOCH).thumbprints()).isNotEmpty();
                default ->
                    assertThat(Introspection.active(text).getClaim("active")).isEqualTo(true);
            }
        } catch (UnacceptableToken | IssuerUnavailable | IllegalStateException expected) {
            assertThat(expected.getMessage()).isNotEmpty();
        }
    }
}
