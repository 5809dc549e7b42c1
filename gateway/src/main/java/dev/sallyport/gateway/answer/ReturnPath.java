package dev.sallyport.gateway.answer;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * A path on this site to come back to after login; never another site, and never the login itself.
 *
 * @param value path and query as they stand in an address, at most 2,000 characters of visible ASCII
 */
public record ReturnPath(String value) {

    private static final int LONGEST = 2_000;
    private static final Pattern DOT_SEGMENT = Pattern.compile("/(\\.|%2e){1,2}(/|$)", Pattern.CASE_INSENSITIVE);
    private static final List<String> NO_PAGES = List.of("/bff/", "/login/oauth2/");

    public static final ReturnPath HOME = new ReturnPath("/");

    public ReturnPath {
        if (!isLocal(value)) {
            throw new IllegalArgumentException("Not a path on this site");
        }
    }

    public static ReturnPath orHome(@Nullable String value) {
        return value != null && isLocal(value) ? new ReturnPath(value) : HOME;
    }

    /** The address of a login that leads back here. */
    String login() {
        return "/bff/login?return_to=" + UriUtils.encode(value, StandardCharsets.UTF_8);
    }

    /**
     * Browsers read more than RFC 3986 allows: they take a backslash for a slash and drop tabs and line breaks, so a
     * path is taken only if it has no such character, no dot segment, and no reader can find a host in it.
     */
    private static boolean isLocal(String value) {
        return value.startsWith("/")
                && !value.startsWith("//")
                && value.length() <= LONGEST
                && value.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\')
                && parsesAsPath(value);
    }

    private static boolean parsesAsPath(String value) {
        try {
            var uri = new URI(value);
            var path = uri.getRawPath();
            return uri.getRawAuthority() == null
                    && uri.getScheme() == null
                    && !DOT_SEGMENT.matcher(path).find()
                    && NO_PAGES.stream().noneMatch(path::startsWith);
        } catch (URISyntaxException malformed) {
            return false;
        }
    }
}
