package dev.sallyport.realm.apply;

import static dev.sallyport.realm.admin.AdminApi.segment;

import dev.sallyport.realm.admin.AdminApi;
import dev.sallyport.realm.plan.Items;
import dev.sallyport.realm.plan.Key;
import dev.sallyport.realm.plan.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The realm that is written to, and Keycloak's ids of what is in it. */
final class Target {

    private final AdminApi api;
    private final String realm;
    private final Items before;
    private final Map<Key, String> ids = new HashMap<>();

    Target(AdminApi api, String realm, Items before) {
        this.api = api;
        this.realm = realm;
        this.before = before;
        before.all().forEach(item -> ids.put(item.key(), item.id()));
    }

    /** The realm as it was when the apply began. */
    Items before() {
        return before;
    }

    String id(Key key) {
        return found(key).orElseThrow(() -> new Stopped("There is no " + key + ", and the files do not declare it"));
    }

    Optional<String> found(Key key) {
        return Optional.ofNullable(ids.get(key)).filter(id -> !id.isEmpty());
    }

    Optional<Key> named(Kind kind, String id) {
        return ids.entrySet().stream()
                .filter(known ->
                        known.getKey().kind() == kind && known.getValue().equals(id))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    void created(Key key, String id) {
        ids.put(key, id);
    }

    void deleted(Key key) {
        ids.remove(key);
    }

    /** A role as Keycloak wants to be told of it. */
    ObjectNode role(String name) {
        return role(Key.of(Kind.ROLE, name));
    }

    ObjectNode role(Key key) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id(key))
                .put("name", key.name())
                .put("clientRole", key.kind() == Kind.CLIENT_ROLE);
    }

    JsonNode get(String path) {
        return api.get(below(path));
    }

    /** The realm as it is now, without what there are many of. */
    JsonNode export() {
        return api.answer(below("/partial-export"), JsonNodeFactory.instance.objectNode());
    }

    String create(String path, JsonNode body) {
        return api.create(below(path), body);
    }

    void add(String path, JsonNode body) {
        api.add(below(path), body);
    }

    void put(String path, @Nullable JsonNode body) {
        api.put(below(path), body);
    }

    void delete(String path, @Nullable JsonNode body) {
        api.delete(below(path), body);
    }

    private String below(String path) {
        return "/" + segment(realm) + path;
    }
}
