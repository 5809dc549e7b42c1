package dev.sallyport.realm.plan;

import dev.sallyport.realm.files.FlowFields;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Parts what is left of a realm without its things: what it is by itself, and what of it names things.
 *
 * @param found hears of each part
 */
record RealmItself(BiConsumer<Key, ObjectNode> found) {

    /** What names other things: it comes when they are there. */
    private static final List<String> DEFAULTS = Stream.concat(FlowFields.OF_REALM.stream(), Stream.of("defaultGroups"))
            .toList();

    /** What clients are created with, if nothing is said of it. */
    private static final List<String> DEFAULT_SCOPES =
            List.of("defaultDefaultClientScopes", "defaultOptionalClientScopes");

    private static final List<String> NOT_DECLARED =
            List.of("id", "keycloakVersion", "defaultRole", "federatedUsers", "workflows");

    /** Says how to import, and is no part of the realm afterwards. */
    private static final String IMPORT_ONLY = "CreateDefaultClientScopes";

    void of(ObjectNode realm) {
        realm.remove(NOT_DECLARED);
        dropFlowsOfNoName(realm);
        dropAttributesOfNoMeaning(realm);
        var name = realm.path("realm").asString();
        var defaults = takenOut(realm, DEFAULTS);
        var scopes = takenOut(realm, DEFAULT_SCOPES);
        found.accept(Key.of(Kind.REALM, name), realm);
        found.accept(Key.of(Kind.DEFAULT_SCOPES, name), scopes);
        found.accept(Key.of(Kind.DEFAULTS, name), defaults);
    }

    /** A realm cannot be without its flows, so {@code null} says nothing of them. */
    private static void dropFlowsOfNoName(ObjectNode realm) {
        FlowFields.OF_REALM.stream().filter(name -> realm.path(name).isNull()).forEach(realm::remove);
    }

    private static void dropAttributesOfNoMeaning(ObjectNode realm) {
        if (realm.path("attributes") instanceof ObjectNode attributes) {
            attributes.remove(IMPORT_ONLY);
            attributes.propertyNames().stream()
                    .filter(name -> name.startsWith("sallyport.realm."))
                    .toList()
                    .forEach(attributes::remove);
        }
    }

    /** In this order, whatever that of the files is: what is remembered, or hashed, is the same in every process. */
    private static ObjectNode takenOut(ObjectNode realm, List<String> names) {
        var out = JsonNodeFactory.instance.objectNode();
        names.stream().filter(realm::has).forEach(name -> out.set(name, realm.remove(name)));
        return out;
    }
}
