package dev.sallyport.realm.export;

import dev.sallyport.realm.plan.Secret;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts <code>${env:NAME}</code> in the place of secrets. */
final class Placeholders {

    private final NavigableSet<String> names = new TreeSet<>();

    /** The names of all that were put. */
    NavigableSet<String> names() {
        return names;
    }

    void putInto(ObjectNode realm) {
        put(realm, realm.path("realm").asString("REALM"), "");
    }

    private void put(JsonNode node, String owner, String field) {
        var named = field.equals("config") ? owner : owner(node, owner);
        if (node instanceof ObjectNode object) {
            object.properties().forEach(each -> {
                if (isSecret(each.getValue())) {
                    each.setValue(object.stringNode(placeholder(named, each.getKey())));
                } else {
                    put(each.getValue(), named, each.getKey());
                }
            });
        } else if (node instanceof ArrayNode list) {
            for (var index = 0; index < list.size(); index++) {
                if (isSecret(list.path(index))) {
                    list.set(index, placeholder(named, field));
                } else {
                    put(list.path(index), named, field);
                }
            }
        }
    }

    private static boolean isSecret(JsonNode node) {
        return Secret.isMask(node) || (Secret.isIn(node) && !Secret.textOf(node).startsWith("${vault."));
    }

    private static String owner(JsonNode node, String otherwise) {
        for (var name : new String[] {"clientId", "alias", "name"}) {
            if (node.path(name).isString()) {
                return node.path(name).asString();
            }
        }
        return otherwise;
    }

    /** Each secret has a variable of its own, also where names differ in what variables cannot have. */
    private String placeholder(String owner, String field) {
        var words = (owner + "_" + field.replaceAll("([a-z])([A-Z])", "$1_$2")).toUpperCase(Locale.ROOT);
        var plain = words.replaceAll("[^A-Z0-9]+", "_").replaceFirst("^(?=[0-9])", "_");
        var name = IntStream.iterate(1, number -> number + 1)
                .mapToObj(number -> number == 1 ? plain : plain + "_" + number)
                .filter(names::add)
                .findFirst()
                .orElseThrow();
        return "${env:" + name + "}";
    }
}
