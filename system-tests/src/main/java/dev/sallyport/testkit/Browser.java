package dev.sallyport.testkit;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A tab of a browser without JavaScript, as strict about cookies, other sites and Fetch Metadata as a real one.
 *
 * <p>{@link #open}, {@link #follow} and {@link #submit} show a page: they follow redirects and {@code <meta>} refreshes.
 * {@link #get}, {@link #post} and {@link #send} are what the page's script would fetch, with cookies, also from another
 * site; they follow nothing, and the same-origin policy does not hide their answers. Paths are those of the site under test.
 */
public final class Browser {

    private static final int TOO_MANY = 20;
    private static final String NOWHERE = "nowhere";
    private static final Pattern REFRESH = Pattern.compile("<meta\\s+http-equiv=\"refresh\"([^>]*)>");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI site;
    private final CookieJar cookies;
    private final String stop;
    private ShownPage page;

    private Browser(URI site, CookieJar cookies, String stop, ShownPage page) {
        this.site = site;
        this.cookies = cookies;
        this.stop = stop;
        this.page = page;
    }

    /** A browser that was never used, with an empty page of the site under test. */
    public static Browser on(String site) {
        var address = URI.create(site).resolve("/");
        return new Browser(address, new CookieJar(), NOWHERE, ShownPage.at(address));
    }

    /** Another tab: the same cookies, a page of its own. */
    public Browser newTab() {
        return new Browser(site, cookies, NOWHERE, ShownPage.at(site));
    }

    /** A tab that shows a page of another site; what it does next comes from there. */
    public Browser newTabOn(String otherSite) {
        return new Browser(
                site, cookies, NOWHERE, ShownPage.at(URI.create(otherSite).resolve("/")));
    }

    /** The browser of someone who has copied all cookies. */
    public Browser stolen() {
        return new Browser(site, cookies.copy(), NOWHERE, ShownPage.at(site));
    }

    /** The same tab, which shows a redirect or refresh to a path that begins so, instead of following it. */
    public Browser stoppingBefore(String path) {
        return new Browser(site, cookies, path, page);
    }

    /** Logs in at Keycloak through the gateway; in the demo realm the password is the name. */
    public Browser logIn(String username) {
        return logIn(username, username);
    }

    /** Logs in; an {@link IllegalStateException} when that does not lead back to the site. */
    public Browser logIn(String username, String password) {
        var loginPage = follow("/bff/login");
        var form = HtmlForm.in(loginPage, "kc-form-login")
                .orElseThrow(() -> new IllegalStateException("No login form at " + loginPage));
        var after = submit(form.with("username", username).with("password", password));
        if (!Origin.of(after.url()).equals(Origin.of(site))) {
            throw new IllegalStateException("Logging in as " + username + " ended at " + after.url());
        }
        return this;
    }

    /** Types an address, or opens a bookmark. */
    public Answer open(String address) {
        return navigate(BrowserRequest.typed(site.resolve(address)));
    }

    /** Follows a link on the page shown. */
    public Answer follow(String address) {
        return navigate(BrowserRequest.navigation("GET", site.resolve(address), page, Map.of(), null));
    }

    /** Submits a form of the page shown. */
    public Answer submit(HtmlForm form) {
        var type = Map.of("Content-Type", "application/x-www-form-urlencoded");
        return navigate(
                BrowserRequest.navigation(form.method(), form.action(), page, type, Http.encoded(form.fields())));
    }

    public Answer get(String address) {
        return send("GET", address, Map.of(), null);
    }

    /** Posts JSON as the site's own script does, with the {@code X-CSRF} header; null sends no body. */
    public Answer post(String address, @Nullable Object body) {
        return send("POST", address, Map.of("X-CSRF", "1"), body);
    }

    /** Fetches as a script; the body becomes JSON. */
    public Answer send(String method, String address, Map<String, String> headers, @Nullable Object body) {
        var all = new HashMap<>(headers);
        if (body != null) {
            all.putIfAbsent("Content-Type", "application/json");
        }
        var json = body == null ? null : Http.JSON.writeValueAsString(body);
        return exchange(BrowserRequest.fetch(method, site.resolve(address), page, all, json));
    }

    /** The cookie with this name that would go to the site under test. */
    public Optional<Cookie> cookie(String name) {
        return cookies.sentTo(site).filter(cookie -> cookie.name().equals(name)).findFirst();
    }

    /** Puts a cookie in the jar, as someone at the keyboard could. */
    public Browser with(Cookie cookie) {
        cookies.put(cookie);
        return this;
    }

    private Answer navigate(BrowserRequest first) {
        var request = first;
        for (var hops = 0; hops < TOO_MANY; hops++) {
            var answer = exchange(request);
            var redirect = answer.redirect();
            var refresh = refreshOf(answer);
            if (redirect.filter(this::stopsBefore).isPresent()) {
                return answer;
            }
            if (redirect.isPresent()) {
                request = request.redirectedTo(redirect.get(), answer.status());
                continue;
            }
            page = ShownPage.of(answer);
            if (refresh.filter(next -> !stopsBefore(next)).isEmpty()) {
                return answer;
            }
            request = BrowserRequest.navigation("GET", refresh.get(), page, Map.of(), null);
        }
        throw new IllegalStateException("Too many redirects, from " + first.target() + " to " + request.target());
    }

    private boolean stopsBefore(URI address) {
        return address.getPath().startsWith(stop);
    }

    private Answer exchange(BrowserRequest request) {
        var answer = Answer.of(Http.send(http, request.withCookiesOf(cookies)));
        cookies.keep(answer.allOf("set-cookie"), answer.url());
        return answer;
    }

    private static Optional<URI> refreshOf(Answer answer) {
        var tag = REFRESH.matcher(answer.text());
        return tag.find()
                ? HtmlForm.attribute(tag.group(1), "content")
                        .map(content -> answer.url().resolve(content.replaceFirst("(?i)^[^;]*;\\s*url=", "")))
                : Optional.empty();
    }
}
