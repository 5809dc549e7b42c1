package dev.sallyport.gateway.proxy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.adapter.ForwardedHeaderTransformer;

/**
 * Believes {@code X-Forwarded-For}, {@code -Proto} and {@code -Host} of trusted proxies, and takes them and all others of
 * that kind from every request. Whatever comes after reads the client's address, scheme and host from the request itself.
 */
@Component("forwardedHeaderTransformer")
final class ForwardedRequests extends ForwardedHeaderTransformer {

    static final String FOR = "X-Forwarded-For";
    static final String PROTO = "X-Forwarded-Proto";
    static final String HOST = "X-Forwarded-Host";

    private static final List<String> ALL = List.of(
            FOR,
            PROTO,
            HOST,
            "X-Forwarded-Port",
            "X-Forwarded-Prefix",
            "X-Forwarded-Ssl",
            "X-Forwarded-By",
            "Forwarded");
    private static final Pattern HOST_AND_PORT =
            Pattern.compile("([A-Za-z0-9][A-Za-z0-9.-]{0,252}|\\[[0-9A-Fa-f:.]{2,45}])(:[0-9]{1,5})?");

    /** As some proxies write an address: with the port of the connection. */
    private static final Pattern WITH_PORT = Pattern.compile("\\[([^]]*)](?::[0-9]{1,5})?|([0-9.]+):[0-9]{1,5}");

    private static final Pattern SCHEME = Pattern.compile("https?");

    private final TrustedProxies.Ranges proxies;

    ForwardedRequests(TrustedProxies proxies) {
        this.proxies = proxies.ranges();
    }

    @Override
    public ServerHttpRequest apply(ServerHttpRequest request) {
        var headers = request.getHeaders();
        if (ALL.stream().noneMatch(headers::containsHeader)) {
            return request;
        }
        var cleaned = request.mutate().headers(kept -> ALL.forEach(kept::remove));
        var peer = request.getRemoteAddress();
        return peer == null || peer.getAddress() == null || !proxies.trust(peer.getAddress())
                ? cleaned.build()
                : believing(request, cleaned, peer);
    }

    private ServerHttpRequest believing(
            ServerHttpRequest request, ServerHttpRequest.Builder cleaned, InetSocketAddress peer) {
        var headers = request.getHeaders();
        var client = client(headers.getOrEmpty(FOR), peer.getAddress());
        var scheme = only(headers, PROTO, SCHEME);
        var host = host(headers);
        return cleaned.remoteAddress(new InetSocketAddress(client, peer.getPort()))
                .headers(told -> {
                    told.set(FOR, client.getHostAddress());
                    tell(told, PROTO, scheme);
                    tell(told, HOST, host);
                    tell(told, HttpHeaders.HOST, host);
                })
                .uri(address(request.getURI(), scheme, host))
                .build();
    }

    /** The nearest address that is none of a trusted proxy: what stands before it, its owner may have written. */
    private InetAddress client(List<String> values, InetAddress peer) {
        var path = String.join(",", values).split(",", -1);
        var client = peer;
        for (int i = path.length - 1; i >= 0 && proxies.trust(client); i--) {
            try {
                client = AddressRange.literal(withoutPort(path[i].trim()));
            } catch (IllegalArgumentException unknown) {
                return client;
            }
        }
        return client;
    }

    private static String withoutPort(String address) {
        var written = WITH_PORT.matcher(address);
        return written.matches() ? Objects.requireNonNullElse(written.group(1), written.group(2)) : address;
    }

    /** What looks like an address between brackets may be none. */
    private static @Nullable String host(HttpHeaders headers) {
        var host = only(headers, HOST, HOST_AND_PORT);
        try {
            return host == null ? null : new URI("http://" + host).getRawAuthority();
        } catch (URISyntaxException none) {
            return null;
        }
    }

    /** Of two values nobody knows which the proxy wrote and which the sender did. */
    private static @Nullable String only(HttpHeaders headers, String name, Pattern form) {
        var values = headers.getOrEmpty(name);
        return values.size() == 1 && form.matcher(values.getFirst()).matches() ? values.getFirst() : null;
    }

    private static void tell(HttpHeaders headers, String name, @Nullable String value) {
        if (value != null) {
            headers.set(name, value);
        }
    }

    private static URI address(URI uri, @Nullable String scheme, @Nullable String host) {
        var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return URI.create((scheme == null ? uri.getScheme() : scheme) + "://"
                + (host == null ? uri.getRawAuthority() : host) + uri.getRawPath() + query);
    }
}
