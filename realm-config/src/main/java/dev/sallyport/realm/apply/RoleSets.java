package dev.sallyport.realm.apply;

import static dev.sallyport.realm.admin.AdminApi.segment;

import dev.sallyport.realm.plan.Key;
import dev.sallyport.realm.plan.Kind;
import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Roles that something has: those of the realm, and by client those of clients.
 *
 * @param realm what is written of realm roles
 * @param clients what is written of client roles, by client
 */
record RoleSets(JsonNode realm, JsonNode clients) {

    /** As groups and users write them. */
    static RoleSets mapped(JsonNode fields) {
        return new RoleSets(fields.path("realmRoles"), fields.path("clientRoles"));
    }

    /** As composite roles and the scopes of clients write them. */
    static RoleSets contained(JsonNode fields) {
        return new RoleSets(fields.path("realm"), fields.path("client"));
    }

    /** Gives and takes roles at {@code …/realm} and {@code …/clients/id}. */
    static void write(Target target, String place, RoleSets wanted, RoleSets there) {
        change(target, place + "/realm", roles(target, missing(wanted.realm, there.realm)), true);
        change(target, place + "/realm", roles(target, surplus(wanted.realm, there.realm)), false);
        wanted.clients.properties().forEach(client -> {
            var name = client.getKey();
            var had = there.clients.path(name);
            var at = place + "/clients/" + segment(target.id(Key.of(Kind.CLIENT, name)));
            change(target, at, roles(target, name, missing(client.getValue(), had)), true);
            change(target, at, roles(target, name, surplus(client.getValue(), had)), false);
        });
    }

    /** The same where all roles go to one place. */
    static void writeTogether(Target target, String place, RoleSets wanted, RoleSets there) {
        var more = roles(target, missing(wanted.realm, there.realm));
        var less = roles(target, surplus(wanted.realm, there.realm));
        wanted.clients.properties().forEach(client -> {
            var had = there.clients.path(client.getKey());
            more.addAll(roles(target, client.getKey(), missing(client.getValue(), had)));
            less.addAll(roles(target, client.getKey(), surplus(client.getValue(), had)));
        });
        change(target, place, more, true);
        change(target, place, less, false);
    }

    private static void change(Target target, String place, ArrayNode roles, boolean give) {
        if (roles.isEmpty()) {
            return;
        }
        if (give) {
            target.add(place, roles);
        } else {
            target.delete(place, roles);
        }
    }

    private static ArrayNode roles(Target target, Set<String> names) {
        var roles = JsonNodeFactory.instance.arrayNode();
        names.forEach(name -> roles.add(target.role(name)));
        return roles;
    }

    private static ArrayNode roles(Target target, String client, Set<String> names) {
        var roles = JsonNodeFactory.instance.arrayNode();
        names.forEach(name -> roles.add(target.role(Key.of(Kind.CLIENT_ROLE, client, name))));
        return roles;
    }

    static Set<String> missing(JsonNode wanted, JsonNode there) {
        var names = names(wanted);
        names.removeAll(names(there));
        return names;
    }

    /** What is not asked for says nothing about what there is. */
    static Set<String> surplus(JsonNode wanted, JsonNode there) {
        if (!wanted.isArray() && !wanted.isNull()) {
            return Set.of();
        }
        var names = names(there);
        names.removeAll(names(wanted));
        return names;
    }

    private static Set<String> names(JsonNode list) {
        var names = new LinkedHashSet<String>();
        list.forEach(name -> names.add(name.asString()));
        return names;
    }
}
