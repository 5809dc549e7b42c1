package dev.sallyport.keycloak.entitlement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolTest {

    private static final List<Field> FIELDS = Stream.of(
                    "limit: int", "rate: double", "refund: bool", "tier: string", "regions: list(string)", "more: dyn")
            .map(declaration -> Field.of(declaration).orElseThrow())
            .toList();

    @Test
    void takesTheDeclaredFieldsWithTheirTypes() throws Exception {
        assertThat(json("{'limit':5000,'rate':2,'refund':true,'tier':'gold','regions':['eu','kr'],'other':1,"
                        + "'more':{'a':[1,2.5,null,{'b':false}],'c':null}}"))
                .isEqualTo(Map.of(
                        "limit",
                        5000L,
                        "rate",
                        2.0,
                        "refund",
                        true,
                        "tier",
                        "gold",
                        "regions",
                        List.of("eu", "kr"),
                        "more",
                        Map.of("a", List.of(1L, 2.5, Map.of("b", false)))));
    }

    @Test
    void leavesOutWhatIsAbsentOrNull() throws Exception {
        assertThat(json("{'limit':null}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'limit':'5000'}",
                "{'limit':5000.5}",
                "{'limit':9223372036854775808}",
                "{'limit':true}",
                "{'rate':'1'}",
                "{'rate':1e999}",
                "{'refund':1}",
                "{'refund':'true'}",
                "{'tier':1}",
                "{'tier':['gold']}",
                "{'tier':'\\ud800'}",
                "{'tier':'\\udc00\\ud800'}",
                "{'regions':'eu'}",
                "{'regions':['eu',1]}",
                "{'more':{'\\ud800':1}}",
                "{'more':[18446744073709551616]}",
                "{'limit':1,'limit':2}",
                "{'more':{'a':1,'a':2}}",
                "{} {}",
                "{",
                "[]",
                "null",
                "''",
                "",
                "<html>",
                "{'limit':NaN}",
                "{'limit':00000000000000000000000000000000000000001}",
                "/* comment */ {}"
            })
    void takesNothingOfAnAnswerThatIsNotAsItShouldBe(String answer) {
        assertThatThrownBy(() -> json(answer)).isInstanceOf(Unanswered.class).hasMessageMatching("[a-z_]+");
    }

    @Test
    void takesNothingTooDeep() {
        assertThatThrownBy(() -> json("{'more':" + "[".repeat(17) + "]".repeat(17) + "}"))
                .isInstanceOf(Unanswered.class);
    }

    @Test
    void takesADecisionForEachActionOfAuthZen() throws Exception {
        var actions = Stream.of("read: bool", "orders:refund: bool")
                .map(Field::of)
                .map(field -> field.orElseThrow())
                .toList();

        assertThat(Protocol.AUTHZEN.entitlements(
                        read("{'evaluations':[{'decision':true},{'decision':false,'context':{}}]}"), actions))
                .isEqualTo(Map.of("read", true, "orders:refund", false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'decision':true}",
                "{'evaluations':[]}",
                "{'evaluations':[{'decision':true},{'decision':true}]}",
                "{'evaluations':[{'decision':'true'}]}",
                "{'evaluations':[{}]}",
                "{'evaluations':[true]}",
                "{'evaluations':{'0':{'decision':true}}}"
            })
    void takesNoDecisionThatIsNotOne(String answer) {
        var action = List.of(Field.of("read: bool").orElseThrow());

        assertThatThrownBy(() -> Protocol.AUTHZEN.entitlements(read(answer), action))
                .isInstanceOf(Unanswered.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit",
                "limit int",
                ": int",
                "li mit: int",
                "limit': int",
                "limit\\: int",
                "한도: int",
                "limit\u202E: int",
                "limit: integer",
                "limit: list(int)"
            })
    void knowsAFieldByItsNameAndType(String declaration) {
        assertThat(Field.of(declaration)).isEmpty();
    }

    private static Map<String, Object> json(String answer) throws Unanswered {
        return Protocol.HTTP_JSON.entitlements(read(answer), FIELDS);
    }

    private static JsonNode read(String json) throws Unanswered {
        return Objects.requireNonNull(JsonAnswer.object(json.replace('\'', '"').getBytes(UTF_8)));
    }
}
