package dev.sallyport.realm.check;

import dev.sallyport.realm.check.Checked.Part;
import dev.sallyport.realm.files.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;

/** Where clients let codes be sent, and who may call from a browser. */
final class RedirectCheck {

    private static final String AFTER_LOGOUT = "post.logout.redirect.uris";

    /** Programs on one's own machine have any port (RFC 8252 section 7.3). */
    private static final Pattern LOOPBACK = Pattern.compile("http://(127\\.0\\.0\\.1|\\[::1])(:\\d+)?(/.*)?");

    private static final Pattern LOCAL = Pattern.compile("http://localhost(:\\d+)?(/.*)?");
    private static final Pattern WILD_HOST = Pattern.compile("\\*|https?:/*\\*.*|https?://[^/]*\\*.*|https?\\*");

    private final Checked checked;
    private final List<Finding> findings = new ArrayList<>();

    private RedirectCheck(Checked checked) {
        this.checked = checked;
    }

    static List<Finding> findings(Checked checked) {
        var check = new RedirectCheck(checked);
        checked.clients().forEach(client -> {
            client.get("redirectUris").items().forEach(check::redirect);
            client.get("webOrigins").items().forEach(check::origin);
            check.afterLogout(client.get("attributes").get(AFTER_LOGOUT));
        });
        return check.findings;
    }

    private void redirect(Part uri) {
        var text = uri.text();
        if (WILD_HOST.matcher(text).matches()) {
            findings.add(checked.error(
                    uri, "the redirect URI " + checked.quoted(uri) + " lets codes go to any site; name it whole"));
        } else if (LOOPBACK.matcher(text).matches()) {
            return;
        } else if (text.endsWith("*")) {
            findings.add(checked.warning(
                    uri,
                    "the redirect URI " + checked.quoted(uri)
                            + " lets codes go to any page of that site; name it whole (RFC 9700 section 2.1)"));
        } else if (text.startsWith("http://")
                && !text.contains("${")
                && !LOCAL.matcher(text).matches()) {
            findings.add(
                    checked.warning(uri, "codes for " + checked.quoted(uri) + " can be read on their way; use https"));
        }
    }

    /** No code goes there, and yet people follow it to a site that they take for the client's (RFC 9700 section 4.11). */
    private void afterLogout(Part uris) {
        for (var text : uris.text().split("##", -1)) {
            var uri = new Part(JsonNodeFactory.instance.stringNode(text), uris.pointer());
            var anySite = WILD_HOST.matcher(text).matches();
            if (anySite || (text.endsWith("*") && !LOOPBACK.matcher(text).matches())) {
                findings.add(checked.warning(
                        uri,
                        "the URI after logout " + checked.quoted(uri) + " lets a logout end at any "
                                + (anySite ? "site" : "page of that site") + "; name it whole"));
            }
        }
    }

    private void origin(Part origin) {
        if (origin.text().equals("*")) {
            findings.add(checked.warning(origin, "the web origin '*' lets scripts of any site read answers"));
        }
    }
}
