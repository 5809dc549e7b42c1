package dev.sallyport.system.extension;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sallyport.testkit.Answer;
import dev.sallyport.testkit.Browser;
import dev.sallyport.testkit.HtmlForm;
import dev.sallyport.testkit.Realm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A program on someone's own machine that signs them in with their browser (RFC 8252): a client with PKCE, most often a
 * public one, and a redirect URI on whichever port was free.
 */
final class CommandLine implements AutoCloseable {

    private static final Pattern CONSENT = Pattern.compile(
            "<form[^>]*action=\"([^\"]+/login-actions/consent[^\"]*)\".*?name=\"code\" value=\"([^\"]*)\"",
            Pattern.DOTALL);

    private final Realm realm;
    private final String clientId;
    private final Map<String, String> credentials;
    private final HttpServer listener;
    private final Browser browser;

    private CommandLine(Realm realm, String clientId, Map<String, String> credentials, HttpServer listener) {
        this.realm = realm;
        this.clientId = clientId;
        this.credentials = credentials;
        this.listener = listener;
        this.browser = Browser.on(realm.issuer());
    }

    static CommandLine of(Realm realm, String clientId) {
        return of(realm, clientId, Map.of());
    }

    /** One with a secret. */
    static CommandLine of(Realm realm, String clientId, String secret) {
        return of(realm, clientId, Map.of("client_secret", secret));
    }

    private static CommandLine of(Realm realm, String clientId, Map<String, String> credentials) {
        try {
            var listener = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
            listener.createContext("/", CommandLine::thankYou);
            listener.start();
            return new CommandLine(realm, clientId, credentials, listener);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Signs someone in with their password, which in the demo realm is their name. */
    Tokens logIn(String username, String scope) {
        var proof = Proof.fresh();
        var loginPage = browser.open(authorization(proof, scope));
        return redeem(submitted(loginPage, username).url(), proof);
    }

    /** Signs someone in whom an identity provider of the realm vouches for: its login page is shown at once. */
    Tokens logInThrough(String identityProvider, String username, String scope) {
        var proof = Proof.fresh();
        var loginPage = browser.open(authorization(proof, scope) + "&kc_idp_hint=" + identityProvider);
        return redeem(submitted(loginPage, username).url(), proof);
    }

    /** Signs someone in who then agrees to what Keycloak says the client asks for. */
    Tokens logInAndConsent(String username, String scope) {
        var proof = Proof.fresh();
        var consentPage = submitted(browser.open(authorization(proof, scope)), username);
        return redeem(browser.submit(agreement(consentPage)).url(), proof);
    }

    /**
     * Signs someone in whom we watch.
     *
     * @param browser takes the address to open there, and says where it ended
     */
    Tokens through(UnaryOperator<String> browser, String scope) {
        var proof = Proof.fresh();
        return redeem(URI.create(browser.apply(authorization(proof, scope))), proof);
    }

    /** Signs someone in at an address that was shown on a device, and lets the device in. */
    void letIn(String username, String address) {
        browser.submit(agreement(submitted(browser.open(address), username)));
    }

    /** Asks again in the same browser, where someone is signed in already. */
    Tokens askAgain(String scope) {
        var proof = Proof.fresh();
        return redeem(browser.open(authorization(proof, scope)).url(), proof);
    }

    /** The browser, for what else someone does there. */
    Browser browser() {
        return browser;
    }

    Tokens refresh(Tokens tokens) {
        return refresh(tokens, Map.of());
    }

    Tokens refresh(Tokens tokens, String narrowerScope) {
        return refresh(tokens, Map.of("scope", narrowerScope));
    }

    @Override
    public void close() {
        listener.stop(0);
    }

    private Tokens refresh(Tokens tokens, Map<String, String> more) {
        var form = new HashMap<>(more);
        form.putAll(Map.of("grant_type", "refresh_token", "refresh_token", tokens.refreshToken()));
        return asked(form);
    }

    /** A realm with organizations asks for the name on one page and for the password on the next. */
    private Answer submitted(Answer loginPage, String username) {
        var form = HtmlForm.in(loginPage, "kc-form-login")
                .orElseThrow(() -> new IllegalStateException("No login form: " + loginPage.text()));
        var answer = browser.submit(form.with("username", username).with("password", username));
        return HtmlForm.in(answer, "kc-form-login")
                .map(next -> browser.submit(next.with("password", username)))
                .orElse(answer);
    }

    private static HtmlForm agreement(Answer consentPage) {
        var form = CONSENT.matcher(consentPage.text());
        if (!form.find()) {
            throw new IllegalStateException("No consent form: " + consentPage.text());
        }
        var action = consentPage.url().resolve(form.group(1).replace("&amp;", "&"));
        return new HtmlForm("POST", action, Map.of("code", form.group(2), "accept", "Yes"));
    }

    private Tokens redeem(URI callback, Proof proof) {
        return asked(Map.of(
                "grant_type", "authorization_code",
                "code", code(callback),
                "redirect_uri", redirectUri(),
                "code_verifier", proof.verifier()));
    }

    private Tokens asked(Map<String, String> form) {
        var all = new HashMap<>(form);
        all.put("client_id", clientId);
        all.putAll(credentials);
        return Tokens.of(realm.token(all));
    }

    private static String code(URI callback) {
        return Arrays.stream(callback.getQuery().split("&"))
                .filter(parameter -> parameter.startsWith("code="))
                .map(parameter -> parameter.substring("code=".length()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No code in " + callback));
    }

    String authorization(Proof proof, String scope) {
        return address(
                realm.endpoint("auth"),
                Map.of(
                        "response_type",
                        "code",
                        "client_id",
                        clientId,
                        "redirect_uri",
                        redirectUri(),
                        "scope",
                        scope,
                        "code_challenge",
                        proof.challenge(),
                        "code_challenge_method",
                        "S256"));
    }

    private String redirectUri() {
        return "http://127.0.0.1:" + listener.getAddress().getPort() + "/callback";
    }

    static String address(String endpoint, Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), UTF_8))
                .collect(Collectors.joining("&", endpoint + "?", ""));
    }

    private static void thankYou(HttpExchange callback) throws IOException {
        try (callback) {
            callback.sendResponseHeaders(200, -1);
        }
    }
}
