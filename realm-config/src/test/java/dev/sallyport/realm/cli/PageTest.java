package dev.sallyport.realm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.realm.plan.Change;
import dev.sallyport.realm.plan.Columns;
import dev.sallyport.realm.plan.FieldChange;
import dev.sallyport.realm.plan.Item;
import dev.sallyport.realm.plan.Key;
import dev.sallyport.realm.plan.Kind;
import dev.sallyport.realm.plan.Plan;
import dev.sallyport.realm.plan.PlanText;
import dev.sallyport.realm.plan.Style;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;

/** What people read is no wider than their terminal, whatever the realm says. */
class PageTest {

    private static final Key SHOP = Key.of(Kind.CLIENT, "shop");

    @ParameterizedTest
    @CsvSource({"a,1", "가,2", "한국어 text,11", "e\u0301,1", "😀,2", "｡,1", "！,2", "→,1"})
    void countsTheColumnsThatATerminalTakes(String text, int columns) {
        assertThat(Columns.of(text)).isEqualTo(columns);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "가", "😀", "가x", "x😀"})
    void breaksLongValuesAtTheEdgeAndLosesNothing(String letter) {
        var text = letter.repeat(150);

        var changed = lines(Change.Action.UPDATE, "description", text);
        var created = lines(Change.Action.CREATE, "description", text);

        assertThat(changed).allMatch(PageTest::isWholeAndFits);
        assertThat(created).allMatch(PageTest::isWholeAndFits);
        assertThat(letters(changed)).contains(text);
        assertThat(letters(created)).contains(text);
    }

    @Test
    void putsAValueBelowANameThatIsLong() {
        var name = "n".repeat(100);

        assertThat(lines(Change.Action.CREATE, name, "value")).contains("    " + name, "          \"value\"");
    }

    @Test
    void breaksWordsByTheirColumns() {
        var lines = Page.wrapped("    ", "주문 보기 ".repeat(20)).lines();

        assertThat(lines).hasSizeGreaterThan(1).allMatch(line -> Columns.of(line) <= 80);
    }

    @Test
    void keepsProgressInOneLine() {
        var out = new StringWriter();

        new ProgressBar(new PrintWriter(out))
                .next(1, 2, change(Change.Action.DELETE, Key.of(Kind.GROUP, "가".repeat(60)), "a", "b"));

        assertThat(Columns.of(out.toString().replaceFirst("\r\u001b\\[K", ""))).isEqualTo(79);
    }

    private static boolean isWholeAndFits(String line) {
        return Columns.of(line) <= 80
                && line.codePoints().noneMatch(character -> Character.getType(character) == Character.SURROGATE);
    }

    private static List<String> lines(Change.Action action, String field, String value) {
        return PlanText.of(
                new Plan("shop", false, List.of(change(action, SHOP, field, value)), List.of()), Style.PLAIN);
    }

    private static String letters(List<String> lines) {
        return String.join("", lines).replace(" ", "");
    }

    private static Change change(Change.Action action, Key key, String field, String value) {
        var json = JsonNodeFactory.instance;
        var after = new Item(key, json.objectNode().put(field, value), "");
        var fields = List.of(new FieldChange(List.of(field), json.stringNode("old"), json.stringNode(value)));
        return new Change(action, key, fields, new Item(key, json.objectNode(), ""), after);
    }
}
