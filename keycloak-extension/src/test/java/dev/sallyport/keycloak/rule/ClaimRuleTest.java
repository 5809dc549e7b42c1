package dev.sallyport.keycloak.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimRuleTest {

    private final Evaluation facts = new Evaluation(new SampleFacts());

    @ParameterizedTest
    @MethodSource("values")
    void hasAValueInJson(String rule, Object value) throws Exception {
        assertThat(ClaimRule.of("tenant", rule).value(facts)).contains(value);
    }

    static Stream<Arguments> values() {
        return Stream.of(
                arguments("user.attributes['tenant'][0]", "north"),
                arguments("user.attributes[?'tenant'][?0]", "north"),
                arguments("user.attributes[?'approval_limit'][?0].optMap(limit, int(limit))", 5000L),
                arguments("user.attributes['tenant']", List.of("north")),
                arguments("user.roles.size() > 1", true),
                arguments("1.5", 1.5),
                arguments("session.authTime", 1795251600L),
                arguments("now - session.authTime", 1800L),
                arguments("{'a': [1, 2], 'b': user.username}", Map.of("a", List.of(1L, 2L), "b", "ada")),
                arguments("[optional.of('a'), optional.none()]", List.of("a")),
                arguments("user.organizations.map(alias, {'alias': alias})", List.of(Map.of("alias", "acme"))),
                arguments("'한도 ' + user.attributes['approval_limit'][0]", "한도 5000"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "user.attributes[?'none'][?0]",
                "user.attributes[?'none'][?0].optMap(limit, int(limit))",
                "user.serviceAccount ? optional.of('x') : optional.none()"
            })
    void isAbsentWhereItComesToNothing(String rule) throws Exception {
        assertThat(ClaimRule.of("tenant", rule).value(facts)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"b'bytes'", "user", "type(1)", "{1: 'a'}", "[user]", "optional.of(b'x')"})
    void isRefusedWhereJsonHasNoFormForIt(String rule) {
        assertThatThrownBy(() -> ClaimRule.of("tenant", rule))
                .isInstanceOf(InvalidRule.class)
                .hasMessageContaining("a claim is a text, a number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dyn(user)", "dyn(b'bytes')", "double('NaN')", "1.0 / 0.0", "dyn({true: 1})"})
    void failsWhereJsonTurnsOutToHaveNoFormForIt(String rule) throws Exception {
        var compiled = ClaimRule.of("tenant", rule);

        assertThatThrownBy(() -> compiled.value(facts)).isInstanceOf(FailedRule.class);
    }
}
