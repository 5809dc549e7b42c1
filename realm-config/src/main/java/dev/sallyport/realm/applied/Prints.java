package dev.sallyport.realm.applied;

import dev.sallyport.realm.files.Secrets;
import dev.sallyport.realm.plan.Item;
import dev.sallyport.realm.plan.Items;
import dev.sallyport.realm.plan.JsonInText;
import dev.sallyport.realm.plan.Key;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Fingerprints of all things in a realm: enough to see that one is new or was changed, and too little to learn from. Secrets
 * have no part in them.
 *
 * @param byName the print of each thing by the print of its name
 */
record Prints(Map<Long, Integer> byName) {

    static Prints none() {
        return new Prints(Map.of());
    }

    static Prints of(Items items) {
        var prints = new HashMap<Long, Integer>();
        items.all().forEach(item -> prints.put(name(item.key()), content(item)));
        return new Prints(prints);
    }

    static Prints read(byte[] bytes) {
        var prints = new HashMap<Long, Integer>();
        var buffer = ByteBuffer.wrap(bytes);
        while (buffer.remaining() >= 12) {
            prints.put(buffer.getLong(), buffer.getInt());
        }
        return new Prints(prints);
    }

    byte[] bytes() {
        var buffer = ByteBuffer.allocate(byName.size() * 12);
        new TreeMap<>(byName).forEach((name, print) -> buffer.putLong(name).putInt(print));
        return buffer.array();
    }

    /** Whether it looks as it did; empty if it was not there. */
    Optional<Boolean> same(Item item) {
        return Optional.ofNullable(byName.get(name(item.key()))).map(print -> print == content(item));
    }

    private static long name(Key key) {
        return digest(key.kind() + "\0" + String.join("\0", key.path())).getLong();
    }

    private static int content(Item item) {
        return digest(canonical(item.fields())).getInt();
    }

    /** Lists are sets, but for the steps of flows, fields have no order, and what is empty is not there. */
    private static String canonical(JsonNode node) {
        if (node.isObject()) {
            var fields = new TreeMap<String, String>();
            node.forEachEntry((name, value) -> {
                var text = name.equals("executions") ? steps(value) : canonical(value);
                if (!text.isEmpty()) {
                    fields.put(name, text);
                }
            });
            return fields.isEmpty() ? "" : fields.toString();
        }
        if (node.isArray()) {
            var elements = new TreeSet<String>();
            node.forEach(element -> elements.add(canonical(element)));
            return elements.isEmpty() ? "" : elements.toString();
        }
        return node.isPojo() ? Secrets.MASK : text(node.asString(""));
    }

    private static String text(String text) {
        var json = JsonInText.of(text);
        return json.isContainer() ? canonical(json) : text;
    }

    /** The steps of an authentication flow have an order. */
    private static String steps(JsonNode executions) {
        return executions.valueStream().map(Prints::canonical).toList().toString();
    }

    private static ByteBuffer digest(String text) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
