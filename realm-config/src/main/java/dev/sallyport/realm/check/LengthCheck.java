package dev.sallyport.realm.check;

import dev.sallyport.realm.check.Checked.Part;
import dev.sallyport.realm.files.Finding;
import java.util.ArrayList;
import java.util.List;

/** What is longer than the column that Keycloak has for it: an import would fail half-way, with a database's message. */
final class LengthCheck {

    private static final int USUAL = 255;
    private static final int SCOPE_ATTRIBUTE = 2048;

    private final Checked checked;
    private final List<Finding> findings = new ArrayList<>();

    private LengthCheck(Checked checked) {
        this.checked = checked;
    }

    static List<Finding> findings(Checked checked) {
        var check = new LengthCheck(checked);
        checked.clientScopes().forEach(check::clientScope);
        checked.clients().forEach(check::client);
        checked.realm().get("roles").get("realm").items().forEach(check::role);
        checked.realm()
                .get("roles")
                .get("client")
                .fields()
                .forEach(client -> client.items().forEach(check::role));
        checked.realm().get("groups").items().forEach(check::group);
        return check.findings;
    }

    private void clientScope(Part scope) {
        texts(scope, USUAL, "name", "description");
        scope.get("attributes").fields().forEach(attribute -> atMost(attribute, SCOPE_ATTRIBUTE));
        scope.get("protocolMappers").items().forEach(mapper -> texts(mapper, USUAL, "name"));
    }

    private void client(Part client) {
        texts(client, USUAL, "clientId", "name", "description", "rootUrl", "baseUrl", "adminUrl", "secret");
        client.get("redirectUris").items().forEach(uri -> atMost(uri, USUAL));
        client.get("webOrigins").items().forEach(origin -> atMost(origin, USUAL));
        client.get("protocolMappers").items().forEach(mapper -> texts(mapper, USUAL, "name"));
    }

    private void role(Part role) {
        texts(role, USUAL, "name", "description");
        attributes(role);
    }

    private void group(Part group) {
        texts(group, USUAL, "name");
        attributes(group);
        group.get("subGroups").items().forEach(this::group);
    }

    private void attributes(Part owner) {
        owner.get("attributes").fields().forEach(attribute -> attribute.items().forEach(value -> atMost(value, USUAL)));
    }

    private void texts(Part owner, int most, String... keys) {
        for (var key : keys) {
            atMost(owner.get(key), most);
        }
    }

    private void atMost(Part part, int most) {
        var length = part.text().codePointCount(0, part.text().length());
        if (length > most) {
            findings.add(checked.error(
                    part, "'" + part.name() + "' has " + length + " characters; Keycloak keeps at most " + most));
        }
    }
}
