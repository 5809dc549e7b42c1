package dev.sallyport.realm.check;

import dev.sallyport.realm.check.Checked.Part;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The table of names and rules in a property of a mapper. */
final class Rows {

    /** What a rule decides about, and the rule. */
    record Row(String name, String rule) {}

    private Rows() {}

    /** Empty, where it cannot be read. */
    static List<Row> of(Part property) {
        return read(property.text())
                .valueStream()
                .map(row -> new Row(
                        row.path("key").asString("").strip(),
                        row.path("value").asString("").strip()))
                .toList();
    }

    static boolean isReadable(Part property) {
        return property.text().isBlank() || read(property.text()).isArray();
    }

    private static JsonNode read(String table) {
        try {
            return JsonMapper.shared().readTree(table.isBlank() ? "[]" : table);
        } catch (JacksonException unreadable) {
            return JsonMapper.shared().missingNode();
        }
    }
}
