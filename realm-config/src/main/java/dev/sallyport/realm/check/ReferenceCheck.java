package dev.sallyport.realm.check;

import static java.util.stream.Collectors.toCollection;

import dev.sallyport.realm.check.Checked.Part;
import dev.sallyport.realm.files.BuiltIn;
import dev.sallyport.realm.files.Finding;
import dev.sallyport.realm.files.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Names of roles, groups, clients and client scopes that the files use and nobody has. */
final class ReferenceCheck {

    private final Checked checked;
    private final SortedSet<String> scopes;
    private final List<Finding> findings = new ArrayList<>();

    private ReferenceCheck(Checked checked) {
        this.checked = checked;
        this.scopes = checked.clientScopeNames();
        this.scopes.addAll(BuiltIn.CLIENT_SCOPES);
    }

    static List<Finding> findings(Checked checked) {
        var check = new ReferenceCheck(checked);
        var realm = checked.realm();
        check.scopes(realm);
        checked.clients().forEach(check::scopes);
        checked.mappers("oidc-audience-mapper").forEach(check::audience);
        realm.get("users").items().forEach(check::user);
        realm.get("groups").items().forEach(check::group);
        realm.get("roles")
                .get("client")
                .fields()
                .forEach(client -> check.known("client", client.name(), client, Mentioned.clients(checked)));
        return check.findings;
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
            known("client", client.text(), client, Mentioned.clients(checked));
        }
    }

    private void user(Part user) {
        user.get("groups").items().forEach(group -> known("group", group.text(), group, Mentioned.groups(checked)));
        roles(user);
    }

    private void group(Part group) {
        roles(group);
        group.get("subGroups").items().forEach(this::group);
    }

    private void roles(Part owner) {
        owner.get("realmRoles")
                .items()
                .forEach(role -> known("realm role", role.text(), role, Mentioned.roles(checked)));
        owner.get("clientRoles").fields().forEach(client -> {
            known("client", client.name(), client, Mentioned.clients(checked));
            client.items().forEach(role -> clientRole(client.name(), role));
        });
    }

    private void clientRole(String client, Part role) {
        var declared = checked.realm().get("roles").get("client").get(client).items();
        var names = declared.stream().map(one -> one.text("name")).collect(toCollection(TreeSet::new));
        if (!BuiltIn.CLIENTS.contains(client)) {
            known("role of client '" + client + "'", role.text(), role, names);
        }
    }

    private void known(String kind, String name, Part where, SortedSet<String> names) {
        if (!names.contains(name)) {
            findings.add(
                    checked.error(where, "the files have no " + kind + " '" + name + "'" + Nearest.hint(name, names)));
        }
    }
}
