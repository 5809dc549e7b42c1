package dev.sallyport.keycloak.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** What holds for every rule and for every attribute value, whatever somebody writes in them. */
class AnyRuleTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Property
    void isCompiledOrRefusedForAReason(@ForAll("texts") String text) {
        try {
            GrantRule.of("orders:read", text);
        } catch (InvalidRule refused) {
            assertThat(refused.getMessage()).contains("orders:read");
        }
    }

    @Property
    void isTrueOrFalseOrFails(@ForAll("rules") String text, @ForAll @From("texts") String value) throws Exception {
        GrantRule rule;
        try {
            rule = GrantRule.of("orders:read", text);
        } catch (InvalidRule refused) {
            return;
        }
        try {
            assertThat(rule.holds(facts(value))).isIn(true, false);
        } catch (FailedRule failed) {
            assertThat(failed.getMessage())
                    .as("what is known of a user stays out of the log")
                    .doesNotContain("secret-of-ada");
        }
    }

    @Property
    void comparesAValueWithItself(@ForAll @From("texts") String value) throws Exception {
        assertThat(GrantRule.of(
                                "orders:read",
                                "user.attributes['a'][0] == user.username && 'x' in user.attributes['b']")
                        .holds(facts(value)))
                .isTrue();
    }

    @Property
    void putsAValueIntoAClaimAsItIs(@ForAll @Size(max = 5) List<@From("texts") String> values) throws Exception {
        var facts = new Evaluation(new Ada("", values));

        var claim = ClaimRule.of("https://example.com/a", "user.attributes['a']")
                .value(facts)
                .orElseThrow();

        assertThat(JSON.readTree(JSON.writeValueAsString(Map.of("a", claim))).path("a"))
                .isEqualTo(JSON.valueToTree(values));
    }

    @Example
    void saysOfAnAttributeOfAHundredKilobytesWhatIsTrue() throws Exception {
        var facts = facts("a".repeat(100_000));

        assertThat(GrantRule.of("orders:read", "size(user.attributes['a'][0]) == 100000")
                        .holds(facts))
                .isTrue();
        assertThatThrownBy(() -> ClaimRule.of("https://example.com/a", "user.attributes['a'][0]")
                        .value(facts))
                .as("too large for a token")
                .isInstanceOf(FailedRule.class);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().excludeChars(lonely()).ofMaxLength(200),
                Arbitraries.of(
                        "",
                        "\",\"scope\":\"admin",
                        "' || true || '",
                        "\u202E\u2066",
                        "\0\r\n2026-11-21 INFO forged",
                        "</script><script>",
                        "${jndi:ldap://x}",
                        "%s%n%x",
                        "한🙂".repeat(100),
                        "a".repeat(10_000)));
    }

    /** Words of the language in any order: more of them compile than of any letters. */
    @Provide
    Arbitrary<String> rules() {
        return Arbitraries.of(
                        "user",
                        ".",
                        "attributes",
                        "['a']",
                        "[0]",
                        "[?0]",
                        "roles",
                        "groups",
                        "username",
                        "==",
                        "!=",
                        "in",
                        "&&",
                        "||",
                        "!",
                        "(",
                        ")",
                        "true",
                        "'x'",
                        "1",
                        "-1",
                        "2.5",
                        "null",
                        "[",
                        "]",
                        "{",
                        "}",
                        ",",
                        "?",
                        ":",
                        "+",
                        "*",
                        "/",
                        "%",
                        "size(",
                        "has(",
                        ".exists(x,",
                        ".all(x,",
                        ".map(x,",
                        ".matches(",
                        "'(a+)+$'",
                        "x",
                        "int(",
                        "timestamp(",
                        "duration('1h')",
                        "now",
                        "session",
                        "request",
                        "scopes",
                        "entitlements")
                .list()
                .ofMaxSize(12)
                .map(words -> String.join(" ", words))
                .flatMap(text -> Arbitraries.of(
                        text,
                        "user.attributes['a'].exists(x, x == " + text + ")",
                        "size(user.username) > 0 && (" + text + ")",
                        "user.attributes['a'][0] + " + text + " == ''"));
    }

    private static char[] lonely() {
        var halves = new char[Character.MAX_SURROGATE - Character.MIN_SURROGATE + 1];
        for (var half = 0; half < halves.length; half++) {
            halves[half] = (char) (Character.MIN_SURROGATE + half);
        }
        return halves;
    }

    private static Evaluation facts(String value) {
        return new Evaluation(new Ada(value, List.of(value, "secret-of-ada")));
    }

    private static final class Ada extends SampleFacts {

        private final String name;
        private final List<String> values;

        Ada(String name, List<String> values) {
            this.name = name;
            this.values = values;
        }

        @Override
        public String username() {
            return name;
        }

        @Override
        public Map<String, List<String>> attributes() {
            return Map.of("a", values, "b", List.of("x"));
        }
    }
}
