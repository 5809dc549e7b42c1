package dev.sallyport.realm.export;

import dev.sallyport.realm.plan.Secret;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The same thing always written in the same way: without ids and without what is empty, lists in the order of their names
 * where order means nothing. So two exports differ only where the realm does.
 */
final class Canonical {

    /** What is another on each server, and what only repeats something else. */
    private static final Set<String> NOISE = Set.of(
            "id",
            "internalId",
            "containerId",
            "parentId",
            "keycloakVersion",
            "autheticatorFlow",
            "composite",
            "clientRole",
            "createdTimestamp",
            "access",
            "subGroupCount",
            "realm_client",
            "disableableCredentialTypes",
            "totp",
            "defaultRole",
            "authorizationSettings");

    private static final Set<String> FREE = Set.of("attributes", "config", "localizationTexts", "smtpServer");

    /** Lists whose order says something. */
    private static final Set<String> ORDERED = Set.of("authenticationExecutions", "policies", "profiles", "executors");

    private static final List<String> NAMES = List.of("clientId", "name", "alias", "username", "client", "clientScope");

    private Canonical() {}

    static ObjectNode of(ObjectNode node) {
        var fields = JsonNodeFactory.instance.objectNode();
        node.forEachEntry((name, value) -> {
            var canonical = FREE.contains(name) ? free(value) : value(name, value);
            if (!NOISE.contains(name) && !isEmpty(canonical)) {
                fields.set(name, canonical);
            }
        });
        return fields;
    }

    /** What has names that people give: none of them is noise. */
    private static JsonNode free(JsonNode node) {
        if (node instanceof ObjectNode object) {
            var fields = JsonNodeFactory.instance.objectNode();
            object.forEachEntry((name, value) -> {
                var canonical = free(value);
                if (!name.equals("realm_client") && !isEmpty(canonical)) {
                    fields.set(name, canonical);
                }
            });
            return fields;
        }
        return value("", node);
    }

    private static JsonNode value(String name, JsonNode value) {
        if (value instanceof ObjectNode object) {
            return of(object);
        }
        return value instanceof ArrayNode list ? list(name, list) : value;
    }

    private static ArrayNode list(String name, ArrayNode list) {
        var elements = new ArrayList<JsonNode>();
        list.forEach(element -> elements.add(value("", element)));
        if (name.equals("protocolMappers")) {
            elements.forEach(mapper -> ((ObjectNode) mapper).remove("consentRequired"));
        }
        if (!ORDERED.contains(name)) {
            elements.sort(Comparator.comparing(Canonical::name).thenComparing(JsonNode::toString));
        }
        return JsonNodeFactory.instance.arrayNode().addAll(elements);
    }

    private static String name(JsonNode element) {
        return NAMES.stream()
                .filter(element::has)
                .findFirst()
                .map(field -> element.path(field).asString(""))
                .orElseGet(() -> Secret.textOf(element));
    }

    /** A list that is empty says something, that there is nothing in it. */
    private static boolean isEmpty(JsonNode value) {
        return value.isNull() || (value.isObject() && value.isEmpty());
    }
}
