package dev.sallyport.gateway.session;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * What a person recognises one of their sessions by.
 *
 * @param device what the browser says it is, its {@code User-Agent}
 * @param address where the login came from
 */
public record Browser(String device, String address) {

    private static final int LONGEST = 256;

    static Browser of(ServerHttpRequest request) {
        var agent = request.getHeaders().getFirst(HttpHeaders.USER_AGENT);
        var remote = request.getRemoteAddress();
        var address = remote == null || remote.getAddress() == null
                ? ""
                : remote.getAddress().getHostAddress();
        return new Browser(printable(agent == null ? "" : agent), address);
    }

    private static String printable(String text) {
        var kept = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        return kept.codePoints()
                .filter(c -> c >= ' ' && c < 0x7f)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
