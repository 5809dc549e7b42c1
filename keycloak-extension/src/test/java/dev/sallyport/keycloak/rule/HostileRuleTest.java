package dev.sallyport.keycloak.rule;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileRuleTest {

    /** Far more than a busy machine needs; without the bounds these rules run for hours or out of memory. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private static final Facts SOURCE = new SampleFacts() {
        @Override
        public List<String> groups() {
            return IntStream.range(0, 20_000).mapToObj(n -> "/group/" + n).toList();
        }

        @Override
        public List<String> roles() {
            return IntStream.range(0, 9_000).mapToObj(n -> "role-" + n).toList();
        }

        @Override
        public Map<String, List<String>> attributes() {
            return Map.of(
                    "long", List.of("a".repeat(60_000)),
                    "half", List.of("a".repeat(30_000)),
                    "short", List.of("a".repeat(100)),
                    "wide", List.of("한🙂".repeat(20_000)));
        }
    };

    private final Evaluation facts = new Evaluation(SOURCE);

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
                "`user`.`username` == ''",
                // a value that holds another, that holds another: two to the thirtieth in all
                "[[1]]" + ".map(l, [l, l])".repeat(30) + " == [[1]]" + ".map(l, [l, l])".repeat(30),
                "[[1]]" + ".map(l, [l, l])".repeat(30) + "[0] in [[[1]]" + ".map(l, [l, l])".repeat(29) + "]",
                // types that double with each step: of what is keyed, and of what is only found out
                "[1]" + ".map(m, {m: m})".repeat(30) + ".size() > 0",
                "[1]" + ".map(m, [{m: m}, {m: m}])".repeat(30) + ".size() > 0",
                "[1].exists(m, " + "optional.of(1)" + ".optMap(m, {m: m})".repeat(30) + ".hasValue())",
                "[[1]].exists(a, " + doubled(13) + "true" + ")".repeat(14),
                // types that grow without doubling, many times as large after each step
                "[1]" + ".map(m, {m: {m: {m: {m: {m: {m: m}}}}}})".repeat(12) + ".size() > 0",
                // repetitions of repetitions, hidden from whoever counts them
                "user.username.matches('((a{300}[(]){100}[(]){100}')",
                "user.username.matches('((a{300}[A-[:](){100}]){100}')",
                "user.username.matches('((a{300}\\\\Q(\\\\E){100}){100}')",
                "user.username.matches('((a{300})(?i){300})(?i){300}')",
                "user.username.matches('{(((a{300}){300}){300})')",
                "user.username.matches('" + "a{0,900}[(]?".repeat(330) + "b')");
    }

    /** Each variable's type is found out from what it is compared with: a map of the one before, by the one before. */
    private static String doubled(int times) {
        return IntStream.range(0, times)
                .mapToObj(step ->
                        "[{}].exists(%2$s, %2$s[%1$s] == %1$s && ".formatted((char) ('a' + step), (char) ('b' + step)))
                .collect(joining());
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
                "[user.attributes['half'][0]]" + ".map(s, s + s)".repeat(9) + "[0] == ''",
                "[user.groups]" + ".map(l, l + l)".repeat(9) + "[0] == []",
                "[bytes(user.attributes['half'][0])]" + ".map(s, s + s)".repeat(9) + "[0] == b''",
                // the same, hidden from the compiler
                "[dyn(user.attributes['half'][0])]" + ".map(s, s + s)".repeat(9) + "[0] == dyn('')",
                // a regular expression whose program would be huge, hidden from the compiler
                "user.username.matches('" + "(".repeat(3) + "a" + "{500})".repeat(3) + "' + '')",
                "user.username.matches('(((a{9}){9}){9}){9}' + '')",
                "user.username.matches('a{2,1001}' + '')",
                "user.username.matches('((a{300}[(]){100}[(]){100}' + '')",
                "user.username.matches('((a{300})(?i){300})(?i){300}' + '')",
                // classes of characters that take long to make, each time other ones
                "user.roles.all(r, !''.matches('(?i)' + r + '" + "[A-\\\\x{1e943}]".repeat(100) + "'))",
                "user.roles.all(r, !''.matches(r + '" + "\\\\pL".repeat(300) + "'))",
                // texts of one letter, searched for one that is not quite in them
                "user.attributes['long'][0].contains(user.attributes['half'][0] + 'b')",
                "user.roles.all(r, !user.attributes['long'][0].contains(user.attributes['short'][0] + 'b'))",
                // a regular expression over a long text, and over one for each of many elements
                "user.attributes['long'][0].matches('(.*a){20}b')",
                "user.roles.all(r, !user.attributes['short'][0].matches('(.*a){20}b'))",
                // long texts that are read or made for each of many elements
                "user.roles.all(r, [" + "user.attributes['wide'][0].size(), ".repeat(30) + "0].size() > 0)",
                "user.roles.all(r, user.attributes['long'][0] + 'x' > user.attributes['long'][0])",
                "user.roles.all(r, [" + "user.attributes['wide'][0] + r, ".repeat(25) + "''].size() > 0)",
                // lists that are walked for each of many elements
                "user.roles.all(r, !('x' in user.roles))",
                "user.roles.all(r, user.roles == user.roles)",
                // lists that are copied for each of many elements
                "user.roles.all(r, " + "(user.roles + user.roles + user.roles).size() > 0 && ".repeat(20) + "true)",
                "user.roles.all(r, !(user.attributes['long'][0] in user.roles))",
                // exceptions, which cost more than anything else, each of them overcome
                "user.roles.all(r, " + "{}['x'] || ".repeat(30) + "true)",
                "user.roles.all(r, " + "int(r) > 0 || ".repeat(30) + "true)",
                "user.roles.map(r, " + "r.matches('(' + '') || ".repeat(30) + "true).size() > 0",
                "user.roles.map(r, " + "int(user.attributes['long'][0]) > 0 || ".repeat(20) + "true).size() > 0",
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
                "user.username.matches('[]a[:alpha:]-]{2}[^\\\\]\\\\[]{3}\\\\Q({\\\\E{5}(?i)[^]x]{,2}')",
                "user.username.matches('\\\\x{9999}\\\\p{Greek}(?P<name>a{20}){20}')",
                // macros one beside another, within one another, and after one another
                "user.attributes.exists(g, g == 'a' || g == 'b' || g.startsWith('c')) && ".repeat(20) + "true || true",
                "user.attributes.filter(r, r != 'a' && r != 'b').map(r, [r, r + 'x']).map(l, l[0] + l[1]).all(t, t != 'x')",
                "[" + "user.attributes[?'a'][?0].optMap(x, int(x) > 1 && int(x) < 9), ".repeat(12) + "].size() > 0",
                "user.organizations.all(o, user.organizations[o].attributes.all(a,"
                        + " user.organizations[o].attributes[a].all(v, v == a || v == o || v.startsWith(a + o))))",
                "('a' + user.username).contains('') && '\\u0000' != '\\uFFFD'",
                "'/group/19999' in user.groups",
                "{'__proto__': 1, 'class': 2}['class'] == 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[user.groups].map(l, [l, l, l, l])",
                "[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]",
                "user.attributes",
                "user.organizations.map(alias, user.attributes)"
            })
    void isNoClaimWhereItsValueIsTooLargeOrTooDeep(String rule) throws Exception {
        var compiled = ClaimRule.of("tenant", rule);

        assertTimeoutPreemptively(
                SOON, () -> assertThatThrownBy(() -> compiled.value(facts)).isInstanceOf(FailedRule.class));
    }

    @Test
    void takesFromTheOtherRulesOfATokenOnlySoMuchTogether() throws Exception {
        var greedy = GrantRule.of("orders:read", "user.roles.all(r, !('x' in user.roles))");
        var modest = GrantRule.of("orders:write", "'/group/1' in user.groups");

        for (var times = 0; times < 3; times++) {
            assertThatThrownBy(() -> greedy.holds(facts)).hasMessage("too much work");
            assertThat(modest.holds(facts)).isTrue();
        }
        for (var times = 0; times < 2; times++) {
            assertThatThrownBy(() -> greedy.holds(facts)).hasMessage("too much work");
        }
        assertThatThrownBy(() -> modest.holds(facts)).hasMessage("too much work");
    }
}
