package dev.sallyport.system.realm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What files say of a realm; changed by copies. */
record DeclaredRealm(ObjectNode json) {

    private static final JsonMapper JSON = new JsonMapper();

    /** Elliptic keys: those that a realm gets by itself take seconds to make. */
    private static final List<Map<String, Object>> QUICK_KEYS = List.of(
            Map.of("name", "ecdsa", "providerId", "ecdsa-generated", "config", Map.of("priority", List.of("100"))),
            Map.of("name", "hmac", "providerId", "hmac-generated", "config", Map.of("priority", List.of("100"))),
            Map.of("name", "aes", "providerId", "aes-generated", "config", Map.of("priority", List.of("100"))));

    /** Next to nothing, quick to create. */
    static DeclaredRealm small() {
        return of(Map.of(
                "enabled",
                true,
                "adminEventsEnabled",
                true,
                "defaultSignatureAlgorithm",
                "ES256",
                "attributes",
                Map.of("CreateDefaultClientScopes", "true"),
                "components",
                Map.of("org.keycloak.keys.KeyProvider", QUICK_KEYS)));
    }

    /** A resource beside this class, upon {@link #small}. */
    static DeclaredRealm resource(String name) {
        try (var resource = DeclaredRealm.class.getResourceAsStream("/realm/" + name)) {
            var more = (ObjectNode) JSON.readTree(resource);
            return small().with(realm -> more.forEachEntry(realm::set));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static DeclaredRealm of(Map<String, Object> fields) {
        return new DeclaredRealm(JSON.valueToTree(fields));
    }

    DeclaredRealm with(Consumer<ObjectNode> change) {
        var copy = json.deepCopy();
        change.accept(copy);
        return new DeclaredRealm(copy);
    }

    DeclaredRealm with(String field, Object value) {
        return with(realm -> realm.set(field, JSON.valueToTree(value)));
    }

    /** One more in a list, which may be in a path such as {@code /roles/realm}. */
    DeclaredRealm plus(String list, Map<String, ?> element) {
        return with(realm -> list(realm, list).add(JSON.<JsonNode>valueToTree(element)));
    }

    /** One less. */
    DeclaredRealm minus(String list, String field, String name) {
        return with(realm -> list(realm, list)
                .removeIf(element -> element.path(field).asString("").equals(name)));
    }

    /** With something changed in one of a list. */
    DeclaredRealm changed(String list, String field, String name, Consumer<ObjectNode> change) {
        return with(realm -> list(realm, list)
                .valueStream()
                .filter(element -> element.path(field).asString("").equals(name))
                .forEach(element -> change.accept((ObjectNode) element)));
    }

    ObjectNode named(String realm) {
        return json.deepCopy().put("realm", realm);
    }

    private static ArrayNode list(ObjectNode realm, String path) {
        var names = path.substring(1).split("/", -1);
        var node = realm;
        for (var index = 0; index < names.length - 1; index++) {
            node = node.withObjectProperty(names[index]);
        }
        return node.withArrayProperty(names[names.length - 1]);
    }
}
