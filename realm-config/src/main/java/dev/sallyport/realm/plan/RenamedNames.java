package dev.sallyport.realm.plan;

import dev.sallyport.realm.files.FlowFields;
import java.util.List;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Carries a new name to the things that name what is renamed: Keycloak knows it by its id, and so do they. */
record RenamedNames(Key from, Key to) {

    private static final List<String> SCOPES = List.of(
            "defaultClientScopes", "optionalClientScopes", "defaultDefaultClientScopes", "defaultOptionalClientScopes");

    private static final List<String> BY_CLIENT = List.of("clientRoles", "client");

    /** A copy with the new name. */
    ObjectNode in(ObjectNode fields) {
        var copy = fields.deepCopy();
        switch (from.kind()) {
            case CLIENT_SCOPE -> SCOPES.forEach(list -> list(copy.path(list), this::name));
            case ROLE -> List.of("realmRoles", "realm").forEach(list -> list(copy.path(list), this::name));
            case CLIENT_ROLE ->
                BY_CLIENT.forEach(
                        client -> list(copy.path(client).path(from.path().getFirst()), this::name));
            case CLIENT -> client(copy);
            case GROUP -> List.of("groups", "defaultGroups").forEach(list -> list(copy.path(list), this::path));
            case FLOW -> flow(copy);
            default -> {}
        }
        return copy;
    }

    private void client(ObjectNode fields) {
        for (var field : BY_CLIENT) {
            if (fields.path(field) instanceof ObjectNode clients && clients.has(from.name())) {
                clients.set(to.name(), clients.remove(from.name()));
            }
        }
        if (fields.path("serviceAccountClientId").asString("").equals(from.name())) {
            fields.put("serviceAccountClientId", to.name());
            if (fields.path("username").asString("").equals(Renaming.account(from))) {
                fields.put("username", Renaming.account(to));
            }
        }
    }

    private void flow(ObjectNode fields) {
        FlowFields.in(fields)
                .filter(field -> field.getValue().asString("").equals(from.name()))
                .forEach(field -> field.setValue(fields.stringNode(to.name())));
    }

    private static void list(JsonNode list, UnaryOperator<String> rename) {
        if (list instanceof ArrayNode names) {
            for (var index = 0; index < names.size(); index++) {
                if (names.path(index).isString()) {
                    names.set(index, rename.apply(names.path(index).asString()));
                }
            }
        }
    }

    private String name(String name) {
        return name.equals(from.name()) ? to.name() : name;
    }

    private String path(String path) {
        var old = written(from);
        return path.equals(old) || path.startsWith(old + "/") ? written(to) + path.substring(old.length()) : path;
    }

    /** As Keycloak writes the path of a group. */
    private static String written(Key group) {
        return "/"
                + String.join(
                        "/",
                        group.path().stream()
                                .map(name -> name.replace("/", "~/"))
                                .toList());
    }
}
