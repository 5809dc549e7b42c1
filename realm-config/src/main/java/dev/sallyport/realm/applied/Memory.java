package dev.sallyport.realm.applied;

import dev.sallyport.realm.files.Secrets;
import dev.sallyport.realm.plan.Item;
import dev.sallyport.realm.plan.Items;
import dev.sallyport.realm.plan.Key;
import dev.sallyport.realm.plan.Kind;
import dev.sallyport.realm.plan.Ours;
import dev.sallyport.realm.plan.Secret;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What was applied as the text of an attribute: packed JSON. */
public final class Memory {

    private static final int VERSION = 1;

    private Memory() {}

    public static Applied read(String text) {
        if (text.isEmpty()) {
            return Applied.never();
        }
        try (var packed =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(text)))) {
            var node = JsonMapper.shared().readTree(packed.readAllBytes());
            if (node.path("version").asInt() != VERSION) {
                throw broken(null);
            }
            return new Applied(
                    node.path("complete").asBoolean(),
                    items(node.path("items")),
                    new Ours(made(node.path("items")), items(node.path("left"))),
                    Prints.read(node.path("prints").binaryValue()),
                    node.path("keycloak").asString(),
                    new Salted(node.path("salt").binaryValue()),
                    texts(node.path("secrets")));
        } catch (IOException | IllegalArgumentException | JacksonException unreadable) {
            throw broken(unreadable);
        }
    }

    public static String write(Applied applied) {
        return packed(JsonMapper.shared().writeValueAsBytes(tree(applied)));
    }

    /** Whether two say the same. */
    public static boolean same(Applied one, Applied other) {
        return tree(one).toString().equals(tree(other).toString());
    }

    private static ObjectNode tree(Applied applied) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("version", VERSION);
        node.put("complete", applied.complete());
        node.put("keycloak", applied.keycloak());
        node.put("prints", applied.prints().bytes());
        node.put("salt", applied.salted().salt());
        var secrets = node.putObject("secrets");
        new TreeMap<>(applied.secrets()).forEach(secrets::put);
        applied.items().all().forEach(item -> {
            var one = write(node.withArrayProperty("items"), item);
            if (applied.ours().made().contains(item.key())) {
                one.put("made", true);
            }
        });
        applied.ours().left().all().forEach(item -> write(node.withArrayProperty("left"), item));
        return node;
    }

    private static ObjectNode write(ArrayNode items, Item item) {
        var one = items.addObject().put("kind", item.key().kind().name());
        item.key().path().forEach(one.putArray("path")::add);
        one.set("fields", masked(item.fields()));
        return one;
    }

    /** The hashes of all secrets of some items; those that are only masks here were hashed before. */
    static Map<String, String> hashes(Salted salted, Iterable<Item> items, Map<String, String> known) {
        var places = new HashMap<String, String>();
        items.forEach(item -> secrets(item.key(), List.of(), item.fields(), places));
        return places.entrySet().parallelStream()
                .collect(Collectors.toMap(Map.Entry::getKey, secret -> hash(salted, secret, known)));
    }

    private static String hash(Salted salted, Map.Entry<String, String> secret, Map<String, String> known) {
        return secret.getValue().equals(Secrets.MASK)
                        || secret.getValue().lines().anyMatch(Secrets.MASK::equals)
                ? known.getOrDefault(secret.getKey(), "")
                : salted.hash(secret.getKey(), secret.getValue());
    }

    private static void secrets(Key key, List<String> path, JsonNode node, Map<String, String> places) {
        if (node.isPojo() || Secret.isMask(node)) {
            places.put(Applied.place(key, path), Secret.textOf(node));
        }
        node.properties().forEach(field -> {
            var below = new ArrayList<>(path);
            below.add(field.getKey());
            secrets(key, below, field.getValue(), places);
        });
        if (node.isArray() && node.size() == 1) {
            secrets(key, path, node.path(0), places);
        } else if (Secret.isInList(node)) {
            places.put(Applied.place(key, path), Secret.textsOf(node));
        }
    }

    private static ObjectNode masked(ObjectNode fields) {
        var copy = fields.deepCopy();
        mask(copy);
        return copy;
    }

    private static void mask(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                if (field.getValue().isPojo()) {
                    field.setValue(JsonNodeFactory.instance.stringNode(Secrets.MASK));
                } else {
                    mask(field.getValue());
                }
            });
        } else if (node instanceof ArrayNode list) {
            for (var index = 0; index < list.size(); index++) {
                if (list.path(index).isPojo()) {
                    list.set(index, Secrets.MASK);
                } else {
                    mask(list.path(index));
                }
            }
        }
    }

    private static Items items(JsonNode list) {
        return Items.of(list.valueStream()
                .map(one -> new Item(key(one), (ObjectNode) one.path("fields"), ""))
                .toList());
    }

    private static Set<Key> made(JsonNode list) {
        return list.valueStream()
                .filter(one -> one.path("made").asBoolean(false))
                .map(Memory::key)
                .collect(Collectors.toSet());
    }

    private static Key key(JsonNode one) {
        var path = one.path("path").valueStream().map(JsonNode::asString).toList();
        return new Key(Kind.valueOf(one.path("kind").asString()), path);
    }

    private static Map<String, String> texts(JsonNode node) {
        var texts = new HashMap<String, String>();
        node.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asString()));
        return texts;
    }

    private static String packed(byte[] json) {
        var bytes = new ByteArrayOutputStream();
        try (var packing = new GZIPOutputStream(bytes)) {
            packing.write(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static IllegalStateException broken(@Nullable Exception cause) {
        return new IllegalStateException(
                "The realm's attribute " + Applied.ATTRIBUTE
                        + " cannot be read, so what was applied last is unknown. Delete it, and apply again",
                cause);
    }
}
