package dev.sallyport.keycloak.rule;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HostileRuleTest {

    /** Far more than a busy machine needs; without the bounds these rules run for hours or out of memory. */
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Evaluation facts = new Evaluation(new SampleFacts() {
        @Override
        public List<String> groups() {
            return IntStream.range(0, 20_000).mapToObj(n -> "/group/" + n).toList();
        }
    });

    @ParameterizedTest
    @MethodSource
    void isNeverCompiled(String rule) {
        assertTimeoutPreemptively(
                SOON,
                () -> assertThatThrownBy(() -> GrantRule.of("orders:read", rule))
                        .isInstanceOf(InvalidRule.class));
    }

    static Stream<String> isNeverCompiled() {
        return Stream.of(
                "",
                " ",
                "\0",
                "(".repeat(2000) + "true" + ")".repeat(2000),
                "[".repeat(1000) + "]".repeat(1000) + " == []",
                "true ? ".repeat(500) + "true" + " : false".repeat(500),
                "true" + " || true".repeat(2000),
                "'" + "a".repeat(5000) + "' == ''",
                "1" + "+1".repeat(1500) + " == 1",
                "user" + ".a".repeat(1500),
                "a".repeat(4096),
                "[1].map(a, ".repeat(60) + "1" + ")".repeat(60) + " == []",
                "🙂".repeat(4000),
                "user.username == '\uD800",
                "`user`.`username` == ''");
    }

    @ParameterizedTest
    @MethodSource
    void comesToNothingSoon(String rule) throws Exception {
        var compiled = GrantRule.of("orders:read", rule);

        assertTimeoutPreemptively(
                SOON, () -> assertThatThrownBy(() -> compiled.holds(facts)).isInstanceOf(FailedRule.class));
    }

    static Stream<String> comesToNothingSoon() {
        return Stream.of(
                // comprehensions within comprehensions: ten to the ninth steps
                "[0,1,2,3,4,5,6,7,8,9].all(n, ".repeat(9) + "n >= 0" + ")".repeat(9),
                // a list longer than any rule may walk
                "user.groups.all(g, g != '')",
                // a text, a list and bytes that double with each step
                "['abcdefgh']" + ".map(s, s + s)".repeat(40) + "[0] == ''",
                "[[1, 2, 3, 4]]" + ".map(l, l + l)".repeat(40) + "[0] == []",
                "[b'abcdefgh']" + ".map(s, s + s)".repeat(40) + "[0] == b''",
                // the same, hidden from the compiler
                "[dyn('abcdefgh')]" + ".map(s, s + s)".repeat(40) + "[0] == dyn('')",
                // a regular expression whose program would be huge
                "user.username.matches('" + "(".repeat(3) + "a" + "{500})".repeat(3) + "')",
                "user.username.matches('(((a{9}){9}){9}){9}')",
                "user.username.matches('a{2,1001}')",
                // numbers out of range
                "9223372036854775807 + user.roles.size() == 0",
                "duration('999999999999h') > duration('1s')");
    }

    @ParameterizedTest
    @MethodSource
    void doesNoHarm(String rule) {
        assertTimeoutPreemptively(
                SOON,
                () -> assertThatCode(() -> GrantRule.of("orders:read", rule).holds(facts))
                        .doesNotThrowAnyException());
    }

    static Stream<String> doesNoHarm() {
        return Stream.of(
                "true" + " || true".repeat(300),
                "!".repeat(3000) + "true",
                "user.username.matches('(a*)*(a*)*(a*)*b') || true",
                "user.username.matches('^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$')",
                "user.username.matches('(x+x+)+y{900}')",
                "user.username.matches('[(]{2}\\\\({3}')",
                "('a' + user.username).contains('') && '\\u0000' != '\\uFFFD'",
                "'/group/19999' in user.groups",
                "{'__proto__': 1, 'class': 2}['class'] == 2");
    }
}
