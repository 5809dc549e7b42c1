package dev.sallyport.realm.check;

import dev.sallyport.realm.check.Checked.Part;
import dev.sallyport.realm.files.BuiltIn;
import dev.sallyport.realm.files.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/** Names of roles, groups, clients and client scopes that the files use and nobody has. */
final class ReferenceCheck {

    private final Checked checked;
    private final SortedSet<String> scopes;
    private final SortedSet<String> roles;
    private final SortedSet<String> clients;
    private final SortedSet<String> groups;
    private final List<Finding> findings = new ArrayList<>();

    private ReferenceCheck(Checked checked) {
        this.checked = checked;
        this.scopes = checked.clientScopeNames();
        this.scopes.addAll(BuiltIn.CLIENT_SCOPES);
        this.roles = Mentioned.roles(checked);
        this.clients = Mentioned.clients(checked);
        this.groups = Mentioned.groups(checked);
    }

    static List<Finding> findings(Checked checked) {
        var check = new ReferenceCheck(checked);
        var realm = checked.realm();
        check.scopes(realm);
        checked.clients().forEach(check::scopes);
        checked.mappers("oidc-audience-mapper").forEach(check::audience);
        realm.get("users").items().forEach(check::user);
        realm.get("groups").items().forEach(check::definedGroup);
        check.defined(realm.get("roles"));
        realm.get("defaultGroups").items().forEach(check::group);
        realm.get("scopeMappings").items().forEach(check::realmRolesInScope);
        realm.get("clientScopeMappings").fields().forEach(check::clientRolesInScope);
        return check.findings;
    }

    private void defined(Part roles) {
        roles.get("realm").items().forEach(role -> composites(role.get("composites")));
        roles.get("client").fields().forEach(client -> {
            client(client.name(), client);
            client.items().forEach(role -> composites(role.get("composites")));
        });
    }

    private void composites(Part contained) {
        contained.get("realm").items().forEach(this::realmRole);
        clientRoles(contained.get("client"));
    }

    private void realmRolesInScope(Part mapping) {
        ownerOfScope(mapping);
        mapping.get("roles").items().forEach(this::realmRole);
    }

    private void clientRolesInScope(Part client) {
        client(client.name(), client);
        client.items().forEach(mapping -> {
            ownerOfScope(mapping);
            mapping.get("roles").items().forEach(role -> clientRole(client.name(), role));
        });
    }

    private void ownerOfScope(Part mapping) {
        var client = mapping.get("client");
        var scope = mapping.get("clientScope");
        if (!client.text().isEmpty()) {
            client(client.text(), client);
        }
        if (!scope.text().isEmpty()) {
            known("client scope", scope.text(), scope, scopes);
        }
    }

    private void scopes(Part owner) {
        for (var key : List.of(
                "defaultClientScopes",
                "optionalClientScopes",
                "defaultDefaultClientScopes",
                "defaultOptionalClientScopes")) {
            owner.get(key).items().forEach(scope -> known("client scope", scope.text(), scope, scopes));
        }
    }

    private void audience(Part mapper) {
        var client = mapper.get("config").get("included.client.audience");
        if (!client.text().isEmpty()) {
            client(client.text(), client);
        }
    }

    private void user(Part user) {
        user.get("groups").items().forEach(this::group);
        roles(user);
        var client = user.get("serviceAccountClientId");
        if (!client.text().isEmpty()) {
            client(client.text(), client);
        }
    }

    private void group(Part path) {
        known("group", path.text(), path, groups);
    }

    private void definedGroup(Part group) {
        roles(group);
        group.get("subGroups").items().forEach(this::definedGroup);
    }

    private void roles(Part owner) {
        owner.get("realmRoles").items().forEach(this::realmRole);
        clientRoles(owner.get("clientRoles"));
    }

    private void realmRole(Part role) {
        known("realm role", role.text(), role, roles);
    }

    private void clientRoles(Part byClient) {
        byClient.fields().forEach(client -> {
            client(client.name(), client);
            client.items().forEach(role -> clientRole(client.name(), role));
        });
    }

    private void clientRole(String client, Part role) {
        if (!checked.isOfKeycloak(client)) {
            known("role of client '" + client + "'", role.text(), role, Mentioned.clientRoles(checked, client));
        }
    }

    private void client(String name, Part where) {
        if (!checked.isOfKeycloak(name)) {
            known("client", name, where, clients);
        }
    }

    private void known(String kind, String name, Part where, SortedSet<String> names) {
        checked.unknown(kind, name, where, names).ifPresent(findings::add);
    }
}
