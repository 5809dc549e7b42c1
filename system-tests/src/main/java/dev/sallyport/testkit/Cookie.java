package dev.sallyport.testkit;

import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A cookie as a browser holds it (RFC 6265bis).
 *
 * @param domain the host that set it, or with {@code Domain} that domain
 * @param hostOnly whether it goes to that host alone and not to those below it
 * @param sameSite {@code Strict}, {@code Lax} or {@code None}; without the attribute {@code Lax}, as browsers do
 * @param expires {@link Instant#MAX} when it ends with the browser
 */
public record Cookie(
        String name,
        String value,
        String domain,
        boolean hostOnly,
        String path,
        boolean secure,
        boolean httpOnly,
        String sameSite,
        Instant expires) {

    /** What a {@code Set-Cookie} line makes; empty when a browser would refuse it. */
    static Optional<Cookie> parse(String line, URI from) {
        var parts = line.split(";");
        var pair = parts[0].split("=", 2);
        if (pair.length < 2) {
            return Optional.empty();
        }
        var attributes = attributes(parts);
        var host = Origin.of(from).host();
        var domain = attributes.getOrDefault("domain", "").replaceFirst("^\\.", "");
        var path = attributes.getOrDefault("path", "");
        var cookie = new Cookie(
                pair[0].strip(),
                pair[1].strip(),
                domain.isEmpty() ? host : domain.toLowerCase(Locale.ROOT),
                domain.isEmpty(),
                path.startsWith("/") ? path : folderOf(from),
                attributes.containsKey("secure"),
                attributes.containsKey("httponly"),
                canonical(attributes.getOrDefault("samesite", "")),
                expiry(attributes));
        return Optional.of(cookie).filter(set -> set.isAcceptableFrom(Origin.of(from)));
    }

    boolean goesTo(URI target) {
        var origin = Origin.of(target);
        var below = !hostOnly && origin.host().endsWith("." + domain);
        return (origin.host().equals(domain) || below)
                && isOnPath(target.getPath().isEmpty() ? "/" : target.getPath())
                && (!secure || origin.isTrustworthy())
                && expires.isAfter(Instant.now());
    }

    boolean replaces(Cookie other) {
        return name.equals(other.name) && domain.equals(other.domain) && path.equals(other.path);
    }

    private boolean isOnPath(String requested) {
        return requested.equals(path) || requested.startsWith(path.endsWith("/") ? path : path + "/");
    }

    private boolean isAcceptableFrom(Origin origin) {
        var ownDomain = origin.host().equals(domain) || origin.host().endsWith("." + domain);
        var secureEnough = !secure || origin.isTrustworthy();
        var prefixed = name.toLowerCase(Locale.ROOT);
        var prefixKept = secure || !prefixed.matches("__(secure|host)-.*");
        var hostKept = !prefixed.startsWith("__host-") || (hostOnly && path.equals("/"));
        return ownDomain && secureEnough && prefixKept && hostKept && (secure || !sameSite.equals("None"));
    }

    private static Map<String, String> attributes(String[] parts) {
        var attributes = new LinkedHashMap<String, String>();
        for (var i = 1; i < parts.length; i++) {
            var pair = parts[i].strip().split("=", 2);
            attributes.put(pair[0].toLowerCase(Locale.ROOT), pair.length == 2 ? pair[1] : "");
        }
        return attributes;
    }

    private static String canonical(String sameSite) {
        return switch (sameSite.toLowerCase(Locale.ROOT)) {
            case "strict" -> "Strict";
            case "none" -> "None";
            default -> "Lax";
        };
    }

    private static Instant expiry(Map<String, String> attributes) {
        var seconds = attributes.getOrDefault("max-age", "");
        var date = attributes.getOrDefault("expires", "");
        try {
            if (!seconds.isEmpty()) {
                return Instant.now().plusSeconds(Long.parseLong(seconds));
            }
            return date.isEmpty() ? Instant.MAX : DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
        } catch (NumberFormatException | DateTimeParseException unreadable) {
            return Instant.MAX;
        }
    }

    private static String folderOf(URI address) {
        var slash = address.getPath().lastIndexOf('/');
        return slash <= 0 ? "/" : address.getPath().substring(0, slash);
    }
}
