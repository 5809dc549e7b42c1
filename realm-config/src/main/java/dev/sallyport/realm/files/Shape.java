package dev.sallyport.realm.files;

import dev.sallyport.realm.files.Tree.Entry;
import dev.sallyport.realm.files.Tree.Mapping;
import dev.sallyport.realm.files.Tree.Scalar;
import dev.sallyport.realm.files.Tree.Sequence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Holds a file against the JSON Schema that editors use, and says what does not fit. What does not fit is left out, so
 * that the rest can be checked too; a number where a text is wanted becomes the text that was written.
 */
final class Shape {

    private static final String DEFINITIONS = "#/definitions/";

    private final JsonNode schema;
    private final List<Finding> findings;

    Shape(JsonNode schema, List<Finding> findings) {
        this.schema = schema;
        this.findings = findings;
    }

    Optional<Mapping> fit(Tree file) {
        return fit("the file", file, schema).map(Mapping.class::cast);
    }

    private Optional<? extends Tree> fit(String name, Tree tree, JsonNode rule) {
        var followed = follow(rule, tree);
        return switch (tree) {
            case Scalar open
            when open.isText() && open.text().contains("${") && !takes(followed, "object") -> Optional.of(open);
            case Scalar nothing when nothing.value().isNull() -> Optional.of(nothing);
            case Tree misfit when !takes(followed, misfit) -> wrongKind(name, misfit, followed);
            case Mapping mapping -> Optional.of(fit(name, mapping, followed));
            case Sequence list -> Optional.of(fit(name, list, followed));
            case Scalar scalar -> fit(name, scalar, followed);
        };
    }

    /** The definition that is named; of several kinds the one that this value is of. */
    private JsonNode follow(JsonNode rule, Tree tree) {
        if (rule.has("$ref")) {
            var name = rule.path("$ref").asString().substring(DEFINITIONS.length());
            return follow(schema.path("definitions").path(name), tree);
        }
        return rule.path("anyOf")
                .valueStream()
                .map(option -> follow(option, tree))
                .filter(option -> takes(option, tree))
                .findFirst()
                .orElse(rule);
    }

    private static boolean takes(JsonNode rule, Tree tree) {
        return switch (tree) {
            case Mapping ignored -> takes(rule, "object");
            case Sequence ignored -> takes(rule, "array");
            case Scalar scalar -> takes(rule, scalar);
        };
    }

    private static boolean takes(JsonNode rule, Scalar scalar) {
        return switch (scalar.value().getNodeType()) {
            case STRING -> takes(rule, "string");
            case BOOLEAN -> takes(rule, "boolean") || takes(rule, "string");
            case NUMBER ->
                takes(rule, "number")
                        || takes(rule, "string")
                        || (scalar.value().isIntegralNumber() && takes(rule, "integer"));
            default -> true;
        };
    }

    private static boolean takes(JsonNode rule, String kind) {
        return kinds(rule).isEmpty() || kinds(rule).contains(kind);
    }

    private static List<String> kinds(JsonNode rule) {
        var type = rule.path("type");
        var several = rule.path("anyOf").valueStream().flatMap(option -> kinds(option).stream());
        return Stream.concat(
                        type.isString()
                                ? Stream.of(type.asString())
                                : type.valueStream().map(JsonNode::asString),
                        several)
                .toList();
    }

    private Mapping fit(String name, Mapping mapping, JsonNode rule) {
        var fitting = new LinkedHashMap<String, Entry>();
        mapping.entries()
                .forEach((key, entry) -> ruleOf(name, key, entry, mapping, rule)
                        .flatMap(inner -> fit("'" + key + "'", entry.value(), inner))
                        .ifPresent(value -> fitting.put(key, new Entry(entry.place(), value))));
        rule.path("required").valueStream().map(JsonNode::asString).forEach(needed -> {
            if (!mapping.entries().containsKey(needed)) {
                findings.add(Finding.error(mapping.place(), name + " needs '" + needed + "'"));
            }
        });
        return new Mapping(mapping.place(), fitting);
    }

    private Optional<JsonNode> ruleOf(String name, String key, Entry entry, Mapping mapping, JsonNode rule) {
        var known = rule.path("properties");
        if (known.has(key)) {
            return Optional.of(known.path(key));
        }
        var other = rule.path("additionalProperties");
        if (other.isBoolean() && !other.asBoolean()) {
            var unused = known.propertyNames().stream()
                    .filter(property -> !mapping.entries().containsKey(property))
                    .toList();
            findings.add(Finding.error(
                    entry.place(), name + " has nothing called '" + key + "'" + Nearest.hint(key, unused)));
            return Optional.empty();
        }
        var names = rule.path("propertyNames");
        if (names.has("pattern") && !matches(key, names)) {
            findings.add(Finding.error(
                    entry.place(),
                    "'" + key + "' is not " + names.path("description").asString("")));
            return Optional.empty();
        }
        return Optional.of(other);
    }

    private Sequence fit(String name, Sequence list, JsonNode rule) {
        return Sequence.of(
                list.place(),
                list.items().stream()
                        .<Tree>flatMap(item -> fit("a part of " + name, item, rule.path("items")).stream())
                        .toList());
    }

    private Optional<Tree> fit(String name, Scalar scalar, JsonNode rule) {
        var allowed = rule.path("enum").valueStream().map(JsonNode::asString).toList();
        if (!allowed.isEmpty() && !allowed.contains(scalar.text())) {
            findings.add(Finding.error(
                    scalar.place(),
                    name + " is one of " + String.join(", ", allowed) + Nearest.hint(scalar.text(), allowed)));
            return Optional.empty();
        }
        if (rule.has("pattern") && !matches(scalar.text(), rule)) {
            findings.add(Finding.error(
                    scalar.place(),
                    name + shown(name, scalar) + " is not "
                            + rule.path("description").asString("")));
            return Optional.empty();
        }
        var wantsText = Set.copyOf(kinds(rule)).equals(Set.of("string"));
        return Optional.of(wantsText && !scalar.isText() ? scalar.asText() : scalar);
    }

    /** A secret is not repeated. */
    private static String shown(String name, Scalar scalar) {
        return Secrets.isSecret("", name.replace("'", "")) ? "" : ": '" + scalar.text() + "'";
    }

    private static boolean matches(String text, JsonNode rule) {
        return Pattern.compile(rule.path("pattern").asString()).matcher(text).find();
    }

    private Optional<Tree> wrongKind(String name, Tree tree, JsonNode rule) {
        var wanted = kinds(rule).stream()
                .map(Shape::inWords)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        findings.add(Finding.error(
                tree.place(), name + " is " + String.join(" or ", wanted) + ", and this is " + tree.kind()));
        return Optional.empty();
    }

    private static String inWords(String kind) {
        return switch (kind) {
            case "object" -> "a mapping";
            case "array" -> "a list";
            case "string" -> "a text";
            case "boolean" -> "true or false";
            case "integer" -> "a whole number";
            default -> "a " + kind;
        };
    }
}
