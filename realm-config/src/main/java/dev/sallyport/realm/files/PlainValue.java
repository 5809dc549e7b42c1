package dev.sallyport.realm.files;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What a value without quotes is: {@code no}, {@code 007} and {@code 1:30} are texts, as in JSON nothing else is. */
final class PlainValue {

    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,30})");
    private static final Pattern NUMBER =
            Pattern.compile("-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,30})?([eE][-+]?[0-9]{1,3})?");

    private PlainValue() {}

    static JsonNode of(String text, boolean plain) {
        var nodes = JsonNodeFactory.instance;
        if (!plain) {
            return nodes.stringNode(text);
        }
        return switch (text) {
            case "", "~", "null" -> nodes.nullNode();
            case "true" -> nodes.booleanNode(true);
            case "false" -> nodes.booleanNode(false);
            default -> number(text);
        };
    }

    private static JsonNode number(String text) {
        var nodes = JsonNodeFactory.instance;
        if (WHOLE.matcher(text).matches()) {
            var whole = new BigInteger(text);
            if (whole.bitLength() < Integer.SIZE) {
                return nodes.numberNode(whole.intValueExact());
            }
            return whole.bitLength() < Long.SIZE ? nodes.numberNode(whole.longValueExact()) : nodes.numberNode(whole);
        }
        return NUMBER.matcher(text).matches() ? nodes.numberNode(new BigDecimal(text)) : nodes.stringNode(text);
    }
}
