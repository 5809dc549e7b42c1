package dev.sallyport.keycloak.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.keycloak.models.utils.MapperTypeSerializer;

/**
 * The names and rules of one mapper, in the form in which Keycloak keeps a property of type {@code Map}:
 * {@code [{"key": "orders:read", "value": "'customer' in user.roles"}]}.
 */
public record RuleTable(List<Row> rows) {

    /** All of it is compiled at the first token after a change. */
    private static final int MAX_CHARACTERS = 262_144;

    private static final int MAX_ROWS = 500;

    /** What one rule decides about, and the rule. */
    public record Row(String name, String rule) {}

    /** A table that is not in Keycloak's form, or too large. */
    public static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String reason) {
            super(reason);
        }

        Unreadable(Throwable cause) {
            super("not a table of names and rules, like [{\"key\": \"orders:read\", \"value\": \"true\"}]", cause);
        }
    }

    public static RuleTable of(String property) throws Unreadable {
        if (property.isBlank()) {
            return new RuleTable(List.of());
        }
        if (property.length() > MAX_CHARACTERS) {
            throw new Unreadable("a table of more than " + MAX_CHARACTERS + " characters");
        }
        var table = read(property);
        if (table.rows().size() > MAX_ROWS) {
            throw new Unreadable("a table of more than " + MAX_ROWS + " rules");
        }
        return table;
    }

    private static RuleTable read(String property) throws Unreadable {
        try {
            return of(MapperTypeSerializer.deserialize(property));
        } catch (RuntimeException unreadable) {
            throw new Unreadable(unreadable);
        }
    }

    private static RuleTable of(Map<String, List<String>> rules) {
        var rows = new ArrayList<Row>();
        rules.forEach((name, texts) -> texts.forEach(text -> rows.add(new Row(name.strip(), text.strip()))));
        return new RuleTable(List.copyOf(rows));
    }
}
