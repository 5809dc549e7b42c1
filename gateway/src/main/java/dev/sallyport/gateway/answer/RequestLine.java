package dev.sallyport.gateway.answer;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Lets pass only what everybody reads alike. There is one host, the same in the request's line and its header (RFC 9112
 * section 3.2), and no transfer coding but {@code chunked}. A route is chosen by the path as it stands, but a service may take
 * {@code /public/..;/admin} for {@code /admin}: whatever could be read in two ways is refused (400) before a route is
 * chosen. {@code TRACE} and {@code CONNECT} are refused (405): a service's answer to the one holds the token.
 */
@Component
final class RequestLine implements WebFilter, Ordered {

    private static final Set<HttpMethod> NEVER = Set.of(HttpMethod.TRACE, HttpMethod.valueOf("CONNECT"));

    /** Encoded: slash, backslash, dot, percent, semicolon, and every control character. */
    private static final Set<String> NEVER_ENCODED = Set.of("2f", "5c", "2e", "25", "3b", "7f");

    /** What UTF-8 never has: overlong forms, surrogates, what is beyond U+10FFFF (RFC 3629 section 3). */
    private static final Pattern NO_UTF_8 = Pattern.compile(
            "%(?:c[01]|f[5-9a-f]|e0(?!%[ab])|ed(?!%[89])|f0(?!%[9ab])|f4(?!%8))", Pattern.CASE_INSENSITIVE);

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        if (NEVER.contains(request.getMethod())) {
            return Mono.error(Refusal.methodNotAllowed("GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"));
        }
        if (!isPlain(request.getURI().getRawPath())) {
            return Mono.error(Refusal.badRequest("The path can be read in more than one way"));
        }
        return hasOneHost(request) && isPlainlyCoded(request.getHeaders())
                ? chain.filter(exchange)
                : Mono.error(Refusal.ambiguous("The host or the end can be read in more than one way"));
    }

    private static boolean hasOneHost(ServerHttpRequest request) {
        var hosts = request.getHeaders().getOrEmpty(HttpHeaders.HOST);
        return hosts.size() == 1
                && isHost(hosts.getFirst())
                && isAt(
                        hosts.getFirst(),
                        ServerHttpRequestDecorator.<HttpServerRequest>getNativeRequest(request)
                                .uri());
    }

    /** A path, or an address with just this host. */
    static boolean isAt(String host, String target) {
        return target.startsWith("/")
                || target.regionMatches(true, 0, "http://" + host + "/", 0, host.length() + 8)
                || target.regionMatches(true, 0, "https://" + host + "/", 0, host.length() + 9);
    }

    static boolean isHost(String host) {
        for (var i = 0; i < host.length(); i++) {
            if (!isOfHost(host.charAt(i))) {
                return false;
            }
        }
        return !host.isEmpty();
    }

    private static boolean isOfHost(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._:[]".indexOf(c) >= 0;
    }

    private static boolean isPlainlyCoded(HttpHeaders headers) {
        var codings = headers.getOrEmpty(HttpHeaders.TRANSFER_ENCODING);
        return codings.isEmpty() || (codings.size() == 1 && codings.getFirst().equalsIgnoreCase("chunked"));
    }

    static boolean isPlain(String path) {
        for (int i = 0; i < path.length(); i++) {
            var c = path.charAt(i);
            if (c == '%' ? !isPlainEscape(path, i) : c == ';' || c == '\\' || c <= ' ' || c >= 0x7f) {
                return false;
            }
            if (c == '/' && !isPlainSegment(path, i + 1)) {
                return false;
            }
        }
        return true;
    }

    /** An empty segment is fine as the last one only; dot segments never are. */
    private static boolean isPlainSegment(String path, int begin) {
        var slash = path.indexOf('/', begin);
        var end = slash < 0 ? path.length() : slash;
        var length = end - begin;
        if (length == 0) {
            return slash < 0;
        }
        return length > 2 || path.charAt(begin) != '.' || (length == 2 && path.charAt(begin + 1) != '.');
    }

    private static boolean isPlainEscape(String path, int at) {
        if (at + 2 >= path.length()) {
            return false;
        }
        var code = path.substring(at + 1, at + 3).toLowerCase(Locale.ROOT);
        return !NEVER_ENCODED.contains(code)
                && !NO_UTF_8.matcher(path).region(at, path.length()).lookingAt()
                && Character.digit(code.charAt(0), 16) >= 2
                && Character.digit(code.charAt(1), 16) >= 0;
    }
}
