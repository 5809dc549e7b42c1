package dev.sallyport.realm.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.realm.plan.Change;
import dev.sallyport.realm.plan.Change.Action;
import dev.sallyport.realm.plan.FieldChange;
import dev.sallyport.realm.plan.Item;
import dev.sallyport.realm.plan.Key;
import dev.sallyport.realm.plan.Kind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class MergedTest {

    private static final Key SHOP = Key.of(Kind.CLIENT, "shop");

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{}; {}",
                "{}; {\"field\": \"\"}",
                "{}; {\"field\": null}",
                "{}; {\"field\": {\"left out\": \"of lists\"}}",
                "{\"field\": \"as before\"}; {\"field\": \"as before\"}",
                "{\"field\": 1}; {}"
            })
    void isWhatIsAskedForAndWhatIsThereElse(String before, String now) {
        var there = json(now).put("other", "stays");

        var merged = Merged.into(there, change(before), Set.of());

        assertThat(merged.path("field").asString()).isEqualTo("ours");
        assertThat(merged.path("other").asString()).isEqualTo("stays");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{}; {\"field\": \"theirs\"}",
                "{}; {\"field\": 7}",
                "{}; {\"field\": true}",
                "{\"field\": \"before\"}; {\"field\": \"theirs\"}",
                "{\"field\": 1}; {\"field\": 7}"
            })
    void isNotMadeOfWhatSomeoneElseHasChanged(String before, String now) {
        assertThatThrownBy(() -> Merged.into(json(now), change(before), Set.of()))
                .isInstanceOf(Stopped.class)
                .hasMessageStartingWith("Someone else has changed the field of client shop");
    }

    @Test
    void leavesAloneWhatIsNotToBeWrittenNow() {
        assertThat(Merged.into(json("{\"field\": 7}"), change("{}"), Set.of("field")))
                .isEqualTo(json("{\"field\": 7}"));
    }

    private static Change change(String before) {
        var there = json(before);
        var wanted = json("{\"field\": \"ours\"}");
        var field = new FieldChange(List.of("field"), there.path("field"), wanted.path("field"));
        return new Change(Action.UPDATE, SHOP, List.of(field), new Item(SHOP, there, "1"), new Item(SHOP, wanted, ""));
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) JsonMapper.shared().readTree(text);
    }
}
