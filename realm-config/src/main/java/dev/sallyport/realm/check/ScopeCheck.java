package dev.sallyport.realm.check;

import dev.sallyport.realm.check.Checked.Part;
import dev.sallyport.realm.files.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Whether domain scopes are assigned so that their rules decide about them. */
final class ScopeCheck {

    private final Checked checked;
    private final Set<String> ruled;
    private final Set<String> ruling;
    private final List<Finding> findings = new ArrayList<>();

    private ScopeCheck(Checked checked) {
        this.checked = checked;
        this.ruled = checked.ruled();
        this.ruling = checked.ruling();
    }

    static List<Finding> findings(Checked checked) {
        var check = new ScopeCheck(checked);
        check.defaults(checked.realm().get("defaultDefaultClientScopes"), "every new client");
        checked.clients().forEach(check::client);
        checked.clientScopes().forEach(check::shadow);
        return check.findings;
    }

    private void client(Part client) {
        var name = "client '" + client.text("clientId") + "'";
        defaults(client.get("defaultClientScopes"), name);
        var mayAsk = client.get("optionalClientScopes").items().stream()
                .filter(scope -> ruled.contains(scope.text()))
                .toList();
        var runsRules =
                client.get("defaultClientScopes").items().stream().anyMatch(scope -> ruling.contains(scope.text()));
        if (!mayAsk.isEmpty() && !runsRules) {
            findings.add(checked.error(
                    mayAsk.getFirst(),
                    name + " may ask for " + mayAsk.getFirst().text() + " and lacks the default scope "
                            + String.join(" or ", ruling) + ": it would get no domain scope"));
        }
    }

    private void defaults(Part scopes, String owner) {
        scopes.items().stream()
                .filter(scope -> ruled.contains(scope.text()))
                .forEach(scope -> findings.add(checked.error(
                        scope,
                        scope.text() + " is a default scope of " + owner
                                + ", so that it comes unasked; make it an optional one")));
    }

    /** With parameterized scopes, {@code reports} takes {@code reports:admin} for itself with a parameter. */
    private void shadow(Part scope) {
        var attributes = scope.get("attributes");
        if (!attributes.isTrue("is.parameterized.scope") && !attributes.isTrue("is.dynamic.scope")) {
            return;
        }
        var prefix = scope.text("name") + ":";
        checked.clientScopes().stream()
                .filter(other -> other.text("name").startsWith(prefix))
                .forEach(other -> findings.add(checked.error(
                        scope,
                        "the parameterized scope '" + scope.text("name") + "' shadows '" + other.text("name")
                                + "': Keycloak may take the one for the other; rename one")));
    }
}
