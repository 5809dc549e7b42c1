package dev.sallyport.keycloak.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;

/**
 * A fuzzer looks for a rule and an attribute value that make anything happen but a decision, a refusal or a failure, or that
 * take long. The build lets it look for a short while.
 */
class RuleFuzzTest {

    private static final Duration LONG = Duration.ofSeconds(5);

    /** The first rule takes seconds under the fuzzer's instruments: it loads the compiler. */
    @BeforeAll
    static void loadTheCompiler() {
        decide("user.attributes['a'].exists(a, a.matches('a+')) && now > timestamp(0)", "a");
    }

    @FuzzTest(maxDuration = "15s")
    void comesToADecisionSoon(FuzzedDataProvider data) throws Exception {
        var value = data.consumeString(1000);
        var text = data.consumeRemainingAsString();
        var begun = System.nanoTime();

        decide(text, value);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LONG);
    }

    private static void decide(String text, String value) {
        try {
            assertThat(GrantRule.of("orders:read", text).holds(facts(value))).isIn(true, false);
        } catch (InvalidRule | FailedRule expected) {
            assertThat(expected.getMessage()).isNotEmpty();
        }
    }

    private static Evaluation facts(String value) {
        return new Evaluation(new SampleFacts() {
            @Override
            public Map<String, List<String>> attributes() {
                return Map.of("a", List.of(value));
            }
        });
    }
}
