package dev.sallyport.realm.files;

import dev.sallyport.realm.files.Tree.Mapping;
import dev.sallyport.realm.files.Tree.Scalar;
import dev.sallyport.realm.files.Tree.Sequence;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Puts the mark of {@link ManagedBy} on what the files declare; never on what Keycloak itself brings. */
final class Marks {

    private static final Set<String> BUILT_IN_CLIENTS = Set.of(
            "account",
            "account-console",
            "admin-cli",
            "admin-permissions",
            "broker",
            "realm-management",
            "security-admin-console");
    private static final Set<String> BUILT_IN_SCOPES = Set.of(
            "acr",
            "address",
            "basic",
            "email",
            "microprofile-jwt",
            "offline_access",
            "organization",
            "phone",
            "profile",
            "role_list",
            "roles",
            "saml_organization",
            "service_account",
            "web-origins");
    private static final Set<String> BUILT_IN_ROLES = Set.of("offline_access", "uma_authorization");

    private Marks() {}

    static Mapping on(Mapping realm) {
        var marked = each(realm, "clients", client -> mark(client, "clientId", BUILT_IN_CLIENTS, false));
        marked = each(marked, "clientScopes", scope -> mark(scope, "name", BUILT_IN_SCOPES, false));
        marked = each(marked, "organizations", organization -> mark(organization, "name", Set.of(), true));
        marked = each(marked, "groups", Marks::group);
        return marked.get("roles").isPresent() ? marked.with("roles", roles(marked.mapping("roles"))) : marked;
    }

    private static Mapping roles(Mapping roles) {
        var marked = each(roles, "realm", Marks::role);
        if (marked.get("client").isEmpty()) {
            return marked;
        }
        var byClient = marked.mapping("client");
        for (var client : byClient.values().keySet()) {
            if (!BUILT_IN_CLIENTS.contains(client)) {
                byClient = each(byClient, client, Marks::role);
            }
        }
        return marked.with("client", byClient);
    }

    private static Mapping role(Mapping role) {
        return role.text("name").orElse("").startsWith("default-roles-")
                ? role
                : mark(role, "name", BUILT_IN_ROLES, true);
    }

    private static Mapping group(Mapping group) {
        return each(mark(group, "name", Set.of(), true), "subGroups", Marks::group);
    }

    private static Mapping each(Mapping owner, String key, UnaryOperator<Mapping> change) {
        return owner.get(key).orElse(owner) instanceof Sequence list
                ? owner.with(
                        key,
                        Sequence.of(
                                list.place(),
                                list.items().stream()
                                        .map(item -> item instanceof Mapping one ? change.apply(one) : item)
                                        .toList()))
                : owner;
    }

    private static Mapping mark(Mapping thing, String name, Set<String> builtIn, boolean several) {
        if (builtIn.contains(thing.text(name).orElse(""))) {
            return thing;
        }
        var mark = Scalar.of(thing.place(), ManagedBy.VALUE);
        var attributes = thing.get("attributes").isPresent() ? thing.mapping("attributes") : Mapping.at(thing.place());
        return thing.with(
                "attributes",
                attributes.with(ManagedBy.ATTRIBUTE, several ? Sequence.of(thing.place(), List.of(mark)) : mark));
    }
}
