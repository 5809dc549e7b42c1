package dev.sallyport.keycloak.entitlement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a source answers, rules see values of the types that were declared, or nothing. */
class AnyAnswerTest {

    private static final List<Field> FIELDS = Stream.of("limit: int", "refund: bool", "tier: string", "more: dyn")
            .map(declaration -> Field.of(declaration).orElseThrow())
            .toList();

    @Property
    void isTakenWithItsTypesOrNotAtAll(@ForAll("answers") String answer) {
        take(answer.getBytes(UTF_8));
    }

    @Provide
    Arbitrary<String> answers() {
        var word = Arbitraries.of(
                "{",
                "}",
                "[",
                "]",
                ",",
                ":",
                "\"limit\"",
                "\"refund\"",
                "\"more\"",
                "1",
                "-1e400",
                "true",
                "null",
                "\"\\ud800\"",
                "9223372036854775808",
                " ");
        return Arbitraries.oneOf(
                word.list().ofMaxSize(20).map(words -> String.join("", words)),
                word.list().ofMaxSize(4).map(words -> "{\"limit\":" + String.join("", words) + "}"),
                Arbitraries.strings());
    }

    private static void take(byte[] answer) {
        Map<String, Object> taken;
        try {
            taken = Protocol.HTTP_JSON.entitlements(JsonAnswer.object(answer), FIELDS);
        } catch (Unanswered nothing) {
            return;
        }
        assertThat(taken.keySet()).isSubsetOf("limit", "refund", "tier", "more");
        assertThat(taken.getOrDefault("limit", 0L)).isInstanceOf(Long.class);
        assertThat(taken.getOrDefault("refund", true)).isInstanceOf(Boolean.class);
        assertThat(taken.getOrDefault("tier", "")).isInstanceOf(String.class);
    }
}
