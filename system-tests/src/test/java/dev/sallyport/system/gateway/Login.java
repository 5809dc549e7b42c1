package dev.sallyport.system.gateway;

import dev.sallyport.testkit.Answer;
import dev.sallyport.testkit.Browser;
import dev.sallyport.testkit.HtmlForm;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A login taken in steps, for those who want to look at each of them. */
final class Login {

    private static final String CALLBACK = "/login/oauth2/code/";

    private Login() {}

    /** The gateway's address where a login for this path begins. */
    static String address(String returnTo) {
        return "/bff/login?return_to=" + URLEncoder.encode(returnTo, StandardCharsets.UTF_8);
    }

    /** Where the gateway sends the browser: Keycloak's authorization endpoint, with all parameters. */
    static URI begin(Browser browser, String returnTo) {
        return redirect(browser.stoppingBefore("/realms/").follow(address(returnTo)));
    }

    /** Where Keycloak sends the browser once the person has logged in: the gateway's callback, not yet opened. */
    static URI callback(Browser browser, URI atKeycloak, String username) {
        return callback(browser, atKeycloak.toString(), username, CALLBACK);
    }

    /** Where Keycloak sends the browser, for a client whose redirect URI has this path. */
    static URI callback(Browser browser, String atKeycloak, String username, String redirectPath) {
        var tab = browser.stoppingBefore(redirectPath);
        var shown = tab.follow(atKeycloak);
        var form = HtmlForm.in(shown, "kc-form-login");
        return redirect(
                form.isEmpty()
                        ? shown
                        : tab.submit(form.get().with("username", username).with("password", username)));
    }

    static URI callback(Browser browser, String username) {
        return callback(browser, begin(browser, "/public/home"), username);
    }

    /** The callback's own answer, before its page moves on. */
    static Answer complete(Browser browser, URI callback) {
        return browser.stoppingBefore("/").open(callback.toString());
    }

    /** The value of a parameter in an address; empty if it is not there. */
    static String parameter(URI address, String name) {
        for (var pair : String.valueOf(address.getRawQuery()).split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    /** The same address with another value for a parameter; null takes it out. */
    static URI changed(URI address, String name, @Nullable String value) {
        var others = String.valueOf(address.getRawQuery()).replaceAll("(^|&)" + name + "=[^&]*", "");
        var parameter = value == null ? "" : "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
        var query = (others + parameter).replaceFirst("^&", "");
        return URI.create(address.toString().replaceFirst("\\?.*", "") + "?" + query);
    }

    private static URI redirect(Answer answer) {
        return answer.redirect()
                .orElseThrow(() -> new AssertionError("No redirect, but " + answer.status() + " at " + answer.url()));
    }
}
