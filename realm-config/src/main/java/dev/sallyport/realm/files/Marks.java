package dev.sallyport.realm.files;

import dev.sallyport.realm.files.Tree.Mapping;
import dev.sallyport.realm.files.Tree.Scalar;
import dev.sallyport.realm.files.Tree.Sequence;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Puts the mark of {@link ManagedBy} on what the files declare; never on what Keycloak itself brings. */
final class Marks {

    private Marks() {}

    static Mapping on(Mapping realm) {
        var marked = each(realm, "clients", client -> mark(client, "clientId", BuiltIn.CLIENTS, false));
        marked = each(marked, "clientScopes", scope -> mark(scope, "name", BuiltIn.CLIENT_SCOPES, false));
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
            if (!BuiltIn.CLIENTS.contains(client)) {
                byClient = each(byClient, client, Marks::role);
            }
        }
        return marked.with("client", byClient);
    }

    private static Mapping role(Mapping role) {
        return BuiltIn.isRole(role.text("name").orElse("")) ? role : mark(role, "name", Set.of(), true);
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
