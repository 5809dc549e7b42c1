package dev.sallyport.realm.plan;

import dev.sallyport.keycloak.text.OneLine;
import dev.sallyport.realm.files.ManagedBy;
import dev.sallyport.realm.plan.Change.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A plan for people, 80 columns wide. */
public final class PlanText {

    private static final int WIDTH = 80;

    private final Plan plan;
    private final Style style;
    private final Words words;
    private final List<String> lines = new ArrayList<>();

    private PlanText(Plan plan, Style style, Words words) {
        this.plan = plan;
        this.style = style;
        this.words = words;
    }

    /** What is to be done. */
    public static List<String> of(Plan plan, Style style) {
        return new PlanText(plan, style, Words.OF_PLAN).lines();
    }

    /** What was done, by others. */
    public static List<String> ofDrift(Plan drift, Style style) {
        return new PlanText(drift, style, Words.OF_DRIFT).lines();
    }

    /** How the last line goes. */
    private enum Words {
        OF_PLAN("Nothing to do: the realm %s is as the files say.", "To create %d, to change %d, to delete %d."),
        OF_DRIFT("Nothing was changed by hand in the realm %s.", "By hand: created %d, changed %d, deleted %d.");

        private final String none;
        private final String some;

        Words(String none, String some) {
            this.none = none;
            this.some = some;
        }
    }

    private List<String> lines() {
        if (plan.realmIsNew()) {
            lines.add(style.bold("The realm " + plan.realm() + " is not there yet: it will be created."));
            lines.add("");
        }
        plan.changes().forEach(this::change);
        gap(lines.size());
        kept(false, "No longer in the files, and kept unless you say --prune:");
        kept(true, "No longer in the files, and kept because others made parts of it:");
        lines.add(style.bold(summary()));
        return List.copyOf(lines);
    }

    private void kept(boolean others, String why) {
        var kept = plan.kept().stream().filter(one -> one.others() == others).toList();
        if (!kept.isEmpty()) {
            lines.add(why);
            kept.forEach(one -> lines.add("  " + OneLine.of(one.toString())));
            lines.add("");
        }
    }

    private String summary() {
        return plan.isEmpty()
                ? words.none.formatted(plan.realm())
                : words.some.formatted(plan.count(Action.CREATE), plan.count(Action.UPDATE), plan.count(Action.DELETE));
    }

    /** Those that have more to say than their name stand by themselves. */
    private void change(Change change) {
        var begin = lines.size();
        describe(change);
        if (lines.size() > begin + 1) {
            gap(begin);
            gap(lines.size());
        }
    }

    private void gap(int line) {
        if (line > 0 && !lines.get(line - 1).isEmpty()) {
            lines.add(line, "");
        }
    }

    private void describe(Change change) {
        var name = OneLine.of(change.key().toString());
        switch (change.action()) {
            case CREATE -> {
                lines.add(style.green("+ " + name));
                all("    ", withoutName(change), style::green);
            }
            case DELETE -> lines.add(style.red("- " + name));
            case UPDATE -> {
                lines.add(style.yellow("~ " + name));
                if (change.fields().isEmpty()) {
                    lines.add("    in what the files do not say");
                }
                change.fields().forEach(this::field);
            }
        }
    }

    private void field(FieldChange field) {
        var name = OneLine.of(field.name());
        if (field.secret()) {
            lines.add("    " + name + "  " + style.yellow("changed") + style.faint(" (secret)"));
            return;
        }
        if (field.before().isArray() || field.after().isArray()) {
            list(name, field);
        } else if (field.before().isMissingNode() && field.after().isObject()) {
            lines.add("    " + style.green("+ " + name));
            all("        ", field.after(), style::green);
        } else if (field.after().isMissingNode() && field.before().isObject()) {
            lines.add("    " + style.red("- " + name));
        } else {
            value(name, field);
        }
    }

    private void value(String name, FieldChange field) {
        var before = text(field.before());
        var after = text(field.after());
        if (Columns.of(name + before + after) + 10 <= WIDTH && !field.before().isContainer()) {
            lines.add("    " + name + "  " + style.red(before) + " → " + style.green(after));
        } else {
            lines.add("    " + name);
            beside("      - ", field.before(), style::red);
            beside("      + ", field.after(), style::green);
        }
    }

    private void beside(String start, JsonNode value, UnaryOperator<String> colour) {
        if (!value.isMissingNode()) {
            wrapped(start, text(value), colour);
        }
    }

    private void list(String name, FieldChange field) {
        lines.add("    " + name);
        var before = elements(field.before());
        var after = elements(field.after());
        if (field.path().getLast().equals("order")) {
            wrapped("      - ", String.join(", ", before), style::red);
            wrapped("      + ", String.join(", ", after), style::green);
            return;
        }
        before.stream()
                .filter(element -> !after.contains(element))
                .forEach(gone -> wrapped("      - ", gone, style::red));
        after.stream()
                .filter(element -> !before.contains(element))
                .forEach(more -> wrapped("      + ", more, style::green));
    }

    private static List<String> elements(JsonNode list) {
        var elements = new ArrayList<String>();
        if (list.isArray()) {
            list.forEach(element -> elements.add(text(element)));
        } else if (!Difference.isBlank(list)) {
            elements.add(text(list));
        }
        return elements;
    }

    private static String text(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return "(nothing)";
        }
        if (Secret.isIn(node) || Secret.isMask(node)) {
            return Shown.HIDDEN;
        }
        var shown = Shown.of(node);
        return OneLine.whole(shown.isString() ? "\"" + shown.asString() + "\"" : shown.toString());
    }

    private void wrapped(String start, String text, UnaryOperator<String> colour) {
        if (Columns.of(start) > WIDTH / 2 && !start.isBlank()) {
            lines.add(start.stripTrailing());
            wrapped(" ".repeat(start.length() - start.stripLeading().length()) + "      ", text, colour);
            return;
        }
        var before = start.substring(0, start.length() - 2);
        var mark = start.substring(start.length() - 2);
        for (var from = 0; from < text.length() || from == 0; ) {
            var end = Columns.end(text, from, Math.max(20, WIDTH - Columns.of(start)));
            lines.add(before + colour.apply(mark + text.substring(from, end)));
            before = " ".repeat(Columns.of(before));
            mark = "  ";
            from = Math.max(1, end);
        }
    }

    /** What is in the name of a thing need not be said again. */
    private static ObjectNode withoutName(Change change) {
        var fields = change.after().fields().deepCopy();
        fields.propertyNames().stream()
                .filter(name -> change.key().path().contains(fields.path(name).asString("")))
                .toList()
                .forEach(fields::remove);
        if (fields.path("attributes") instanceof ObjectNode attributes) {
            attributes.remove(ManagedBy.ATTRIBUTE);
        }
        return fields;
    }

    /** The fields of something new, a line each. */
    private void all(String indent, JsonNode fields, UnaryOperator<String> colour) {
        for (var field : fields.properties()) {
            var value = field.getValue();
            var name = indent + OneLine.of(field.getKey());
            if (value.isObject() && !value.isEmpty()) {
                lines.add(name);
                all(indent + "  ", value, colour);
            } else if (value.isArray() && value.path(0).isObject()) {
                lines.add(name);
                value.forEach(element -> element(indent + "  ", element, colour));
            } else if (value.isArray() && Columns.of(name + text(value)) + 2 > WIDTH) {
                lines.add(name);
                elements(value).forEach(element -> wrapped(indent + "    ", element, colour));
            } else if (!Difference.isBlank(value)) {
                wrapped(name + "  ", text(value), colour);
            }
        }
    }

    private void element(String indent, JsonNode element, UnaryOperator<String> colour) {
        lines.add(indent + "-");
        all(indent + "  ", element, colour);
    }
}
