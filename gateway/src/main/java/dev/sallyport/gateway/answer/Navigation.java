package dev.sallyport.gateway.answer;

import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Tells a person who follows a link from a script that calls: the one can be sent to log in, the other cannot. */
public final class Navigation {

    private Navigation() {}

    /** True for a GET that loads a document: by {@code Sec-Fetch-Mode}, or by {@code Accept} where that is absent. */
    public static boolean is(ServerHttpRequest request) {
        return HttpMethod.GET.equals(request.getMethod()) && wantsDocument(request);
    }

    /** True for any method, so for an HTML form too. */
    public static boolean wantsDocument(ServerHttpRequest request) {
        var headers = request.getHeaders();
        var mode = headers.getFirst("Sec-Fetch-Mode");
        if (mode != null) {
            return mode.equals("navigate");
        }
        var accept = headers.getFirst(HttpHeaders.ACCEPT);
        return accept != null && accept.contains(MediaType.TEXT_HTML_VALUE);
    }

    /** Whether a page of another site led here, so that no {@code SameSite=Strict} cookie can have come along. */
    public static boolean isFromAnotherSite(ServerHttpRequest request) {
        return "cross-site".equals(request.getHeaders().getFirst("Sec-Fetch-Site"));
    }

    /** The address as the browser asked for it: path and query, never a host. */
    public static String target(ServerHttpRequest request) {
        URI uri = request.getURI();
        var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }
}
