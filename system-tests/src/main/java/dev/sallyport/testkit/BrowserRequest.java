package dev.sallyport.testkit;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One request with all that a browser knows about it.
 *
 * @param initiator the page that caused it; null when the user typed the address
 * @param navigation whether its answer becomes the page, rather than a script's
 * @param secFetchSite {@code none}, {@code same-origin}, {@code same-site} or {@code cross-site}, over all redirects so far
 * @param headers those of the script or form
 */
record BrowserRequest(
        String method,
        URI target,
        @Nullable ShownPage initiator,
        boolean navigation,
        String secFetchSite,
        Map<String, String> headers,
        @Nullable String body) {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    static BrowserRequest typed(URI target) {
        return new BrowserRequest("GET", target, null, true, "none", Map.of(), null);
    }

    static BrowserRequest navigation(
            String method, URI target, ShownPage from, Map<String, String> headers, @Nullable String body) {
        return new BrowserRequest(method, target, from, true, from.siteOf(target), headers, body);
    }

    static BrowserRequest fetch(
            String method, URI target, ShownPage from, Map<String, String> headers, @Nullable String body) {
        return new BrowserRequest(method, target, from, false, from.siteOf(target), headers, body);
    }

    /** What follows when the answer is a redirect: the same initiator, and no body unless the status keeps it. */
    BrowserRequest redirectedTo(URI next, int status) {
        var keeps = status == 307 || status == 308;
        var site = initiator == null ? secFetchSite : widest(secFetchSite, initiator.siteOf(next));
        return new BrowserRequest(
                keeps ? method : "GET",
                next,
                initiator,
                navigation,
                site,
                keeps ? headers : Map.of(),
                keeps ? body : null);
    }

    /** The {@code SameSite} rule (RFC 6265bis section 5.2). */
    boolean maySend(Cookie cookie) {
        var sameSite = initiator == null || initiator.origin().isSameSite(Origin.of(target));
        return switch (cookie.sameSite()) {
            case "None" -> true;
            case "Lax" -> sameSite || (navigation && SAFE.contains(method));
            default -> sameSite;
        };
    }

    HttpRequest withCookiesOf(CookieJar jar) {
        var request = HttpRequest.newBuilder(target).timeout(PATIENCE);
        request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        request.setHeader(
                "Accept", navigation ? "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8" : "*/*");
        request.setHeader("Accept-Language", "en");
        request.setHeader("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) SallyportTestKit/1");
        jar.headerFor(this).ifPresent(cookies -> request.setHeader("Cookie", cookies));
        addFetchMetadata(request);
        addWhereFrom(request);
        headers.forEach(request::setHeader);
        return request.build();
    }

    private void addFetchMetadata(HttpRequest.Builder request) {
        if (!Origin.of(target).isTrustworthy()) {
            return;
        }
        request.setHeader("Sec-Fetch-Site", secFetchSite);
        request.setHeader("Sec-Fetch-Mode", navigation ? "navigate" : "cors");
        request.setHeader("Sec-Fetch-Dest", navigation ? "document" : "empty");
        if (navigation) {
            request.setHeader("Sec-Fetch-User", "?1");
            request.setHeader("Upgrade-Insecure-Requests", "1");
        }
    }

    private void addWhereFrom(HttpRequest.Builder request) {
        if (initiator == null) {
            return;
        }
        initiator.refererFor(target).ifPresent(referer -> request.setHeader("Referer", referer));
        var crossOriginScript = !navigation && !secFetchSite.equals("same-origin");
        if (crossOriginScript || !SAFE.contains(method)) {
            var hidden = navigation && initiator.hidesItself();
            request.setHeader("Origin", hidden ? "null" : initiator.origin().toString());
        }
    }

    private static String widest(String one, String other) {
        return List.of(one, other).contains("cross-site")
                ? "cross-site"
                : one.equals("same-site") ? "same-site" : other;
    }
}
