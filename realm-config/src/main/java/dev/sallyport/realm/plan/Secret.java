package dev.sallyport.realm.plan;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.sallyport.realm.files.Secrets;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.POJONode;

/** A secret within a representation: written where it belongs, and shown nowhere. */
public record Secret(@JsonValue String value) {

    /** The secret as a part of a tree. */
    public JsonNode node() {
        return JsonNodeFactory.instance.pojoNode(this);
    }

    public static boolean isIn(JsonNode node) {
        return node instanceof POJONode pojo && pojo.getPojo() instanceof Secret;
    }

    public static boolean isMask(JsonNode node) {
        return node.isString() && node.asString().equals(Secrets.MASK);
    }

    /** The text of a node, be it secret or not. */
    public static String textOf(JsonNode node) {
        return node instanceof POJONode pojo && pojo.getPojo() instanceof Secret(String value)
                ? value
                : node.asString("");
    }

    /** Whether a list has a secret in it. */
    public static boolean isInList(JsonNode node) {
        return node.isArray() && node.valueStream().anyMatch(each -> isIn(each) || isMask(each));
    }

    /** The texts of a list, whose order does not matter. */
    public static String textsOf(JsonNode list) {
        return list.valueStream().map(Secret::textOf).sorted().collect(Collectors.joining("\n"));
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
