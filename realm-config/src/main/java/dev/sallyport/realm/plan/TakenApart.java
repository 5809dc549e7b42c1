package dev.sallyport.realm.plan;

import dev.sallyport.realm.files.FlowFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Takes the representation of a realm apart into its things. */
final class TakenApart {

    private final ObjectNode realm;
    private final List<Item> found = new ArrayList<>();

    TakenApart(ObjectNode representation) {
        realm = representation;
    }

    Items items() {
        var flows = new FlowTrees(take("authenticationFlows"), take("authenticatorConfig"));
        new Components(this::add).of(take("components"));
        fields("localizationTexts", Kind.TEXTS);
        list("requiredActions", "alias", Kind.REQUIRED_ACTION);
        roles();
        clientScopes();
        flows.trees().forEach(flow -> found.add(flow));
        clients(flows);
        roleScopes();
        identityProviders();
        groups(take("groups"), List.of());
        organizations();
        policies("clientProfiles", "profiles", Kind.CLIENT_PROFILE);
        policies("clientPolicies", "policies", Kind.CLIENT_POLICY);
        users();
        new RealmItself(this::add).of(realm);
        found.sort(Comparator.comparing(item -> item.key().kind()));
        var byKey = new LinkedHashMap<Key, Item>();
        found.forEach(item -> byKey.put(unused(item.key(), byKey.keySet()), item));
        return new Items(byKey);
    }

    /** Keycloak lets some things have the same name, such as components. */
    private static Key unused(Key key, Set<Key> used) {
        return IntStream.iterate(1, number -> number + 1)
                .mapToObj(number -> number == 1 ? key : key.numbered(number))
                .filter(each -> !used.contains(each))
                .findFirst()
                .orElseThrow();
    }

    private void roles() {
        if (take("roles") instanceof ObjectNode roles) {
            for (var role : roles.path("realm")) {
                role(Kind.ROLE, Kind.COMPOSITES, List.of(role.path("name").asString()), (ObjectNode) role);
            }
            for (var client : roles.path("client").properties()) {
                for (var role : client.getValue()) {
                    var path = List.of(client.getKey(), role.path("name").asString());
                    role(Kind.CLIENT_ROLE, Kind.CLIENT_COMPOSITES, path, (ObjectNode) role);
                }
            }
        }
    }

    private void role(Kind kind, Kind composites, List<String> path, ObjectNode role) {
        role.remove(List.of("containerId", "clientRole", "composite"));
        var contained = role.remove("composites");
        add(new Key(kind, path), role);
        if (contained instanceof ObjectNode some) {
            add(new Key(composites, path), some);
        }
    }

    private void clientScopes() {
        for (var scope : take("clientScopes")) {
            var fields = (ObjectNode) scope;
            var mappers = fields.remove("protocolMappers");
            var name = fields.path("name").asString();
            add(Key.of(Kind.CLIENT_SCOPE, name), fields);
            parts(mappers, Kind.SCOPE_MAPPER, name, "name");
        }
    }

    private void clients(FlowTrees flows) {
        for (var client : take("clients")) {
            var fields = (ObjectNode) client;
            var mappers = fields.remove("protocolMappers");
            var name = fields.path("clientId").asString();
            fields.remove(List.of("access", "registeredNodes"));
            if (fields.path("attributes") instanceof ObjectNode attributes) {
                attributes.remove("realm_client");
            }
            if (fields.path(FlowFields.OF_CLIENT) instanceof ObjectNode overrides) {
                overrides.properties().forEach(override -> override.setValue(flows.alias(override.getValue())));
            }
            add(Key.of(Kind.CLIENT, name), fields);
            parts(mappers, Kind.CLIENT_MAPPER, name, "name");
        }
    }

    /** Roles that are in the scope of clients and of client scopes: realm roles, then by the client whose roles they are. */
    private void roleScopes() {
        var byKey = new LinkedHashMap<Key, ObjectNode>();
        for (var mapping : take("scopeMappings")) {
            byKey.computeIfAbsent(scoped(mapping), absent -> object()).set("realm", mapping.path("roles"));
        }
        for (var client : take("clientScopeMappings").properties()) {
            for (var mapping : client.getValue()) {
                byKey.computeIfAbsent(scoped(mapping), absent -> object())
                        .withObjectProperty("client")
                        .set(client.getKey(), mapping.path("roles"));
            }
        }
        byKey.forEach(this::add);
    }

    private static Key scoped(JsonNode mapping) {
        return mapping.hasNonNull("clientScope")
                ? Key.of(Kind.SCOPE_ROLES, mapping.path("clientScope").asString())
                : Key.of(Kind.CLIENT_SCOPE_ROLES, mapping.path("client").asString());
    }

    private void identityProviders() {
        list("identityProviders", "alias", Kind.IDENTITY_PROVIDER);
        for (var mapper : take("identityProviderMappers")) {
            var provider = mapper.path("identityProviderAlias").asString();
            var name = mapper.path("name").asString();
            add(Key.of(Kind.IDENTITY_PROVIDER_MAPPER, provider, name), (ObjectNode) mapper);
        }
    }

    private void groups(JsonNode groups, List<String> above) {
        for (var group : groups) {
            var fields = (ObjectNode) group;
            var below = fields.remove("subGroups");
            fields.remove(List.of("path", "parentId", "subGroupCount", "access"));
            var path = new ArrayList<>(above);
            path.add(fields.path("name").asString());
            add(new Key(Kind.GROUP, path), fields);
            if (below != null) {
                groups(below, path);
            }
        }
    }

    /** All users have the default roles, whether that is said or not; Keycloak writes their names small. */
    private void users() {
        for (var user : take("users")) {
            if (user.path("realmRoles") instanceof ArrayNode roles) {
                roles.removeIf(role -> role.asString("").startsWith("default-roles-"));
            }
            var name = user.path("username").asString().toLowerCase(Locale.ROOT);
            add(Key.of(Kind.USER, name), ((ObjectNode) user).put("username", name));
        }
    }

    /** Keycloak takes the name of one that has no alias. */
    private void organizations() {
        for (var organization : take("organizations")) {
            var name = organization.path("name").asString("");
            add(Key.of(Kind.ORGANIZATION, organization.path("alias").asString(name)), (ObjectNode) organization);
        }
    }

    private void policies(String holder, String field, Kind kind) {
        for (var policy : take(holder).path(field)) {
            add(Key.of(kind, policy.path("name").asString()), (ObjectNode) policy);
        }
    }

    private void list(String field, String name, Kind kind) {
        for (var one : take(field)) {
            add(Key.of(kind, one.path(name).asString()), (ObjectNode) one);
        }
    }

    private void fields(String field, Kind kind) {
        for (var one : take(field).properties()) {
            add(Key.of(kind, one.getKey()), (ObjectNode) one.getValue());
        }
    }

    private void parts(JsonNode parts, Kind kind, String whole, String name) {
        if (parts instanceof ArrayNode some) {
            some.forEach(part -> add(Key.of(kind, whole, part.path(name).asString()), (ObjectNode) part));
        }
    }

    private void add(Key key, ObjectNode fields) {
        var id = fields.remove("internalId");
        var plain = fields.remove("id");
        var known = id != null ? id : plain;
        found.add(new Item(key, fields, known == null ? "" : known.asString("")));
    }

    private JsonNode take(String field) {
        var taken = realm.remove(field);
        return taken == null ? object() : taken;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
