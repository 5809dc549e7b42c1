package dev.sallyport.keycloak.entitlement;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.http.conn.DnsResolver;

/**
 * Where this server may send questions, which its operator decides and no realm's administrator can widen: schemes, hosts
 * and ports. A name that leads to this machine or its link, where cloud metadata and other doors without locks are, leads
 * nowhere; unless the operator wrote {@code localhost} or that address itself.
 */
record AllowedOrigins(Set<Origin> origins) implements DnsResolver {

    /** An IPv4 or IPv6 address as it stands in a URI. */
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|\\[[0-9A-Fa-f:.]+]");

    static AllowedOrigins of(List<String> urls) {
        return new AllowedOrigins(urls.stream()
                .map(String::strip)
                .filter(url -> !url.isEmpty())
                .map(AllowedOrigins::origin)
                .collect(toUnmodifiableSet()));
    }

    boolean contain(URI uri) {
        return Origin.of(uri).filter(origins::contains).isPresent();
    }

    /** The addresses that a connection may be made to: looked at here, so that no second look-up can give others. */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var addresses = InetAddress.getAllByName(host);
        if (!isNamedAsLocal(host) && Arrays.stream(addresses).anyMatch(AllowedOrigins::isLocal)) {
            throw new UnknownHostException("leads to this machine");
        }
        return addresses;
    }

    private boolean isNamedAsLocal(String host) {
        return origins.stream()
                .map(Origin::host)
                .filter(name ->
                        name.equals("localhost") || LITERAL.matcher(name).matches())
                .anyMatch(name -> name.equals(host) || name.equals("[" + host + "]"));
    }

    private static boolean isLocal(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress();
    }

    private static Origin origin(String url) {
        return Origin.of(URI.create(url))
                .orElseThrow(
                        () -> new IllegalArgumentException("allowed-origins: not an http or https origin: " + url));
    }

    /** Scheme, host and port (RFC 6454). */
    record Origin(String scheme, String host, int port) {

        static Optional<Origin> of(URI uri) {
            var scheme = uri.getScheme();
            var host = uri.getHost();
            if (scheme == null || host == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
                return Optional.empty();
            }
            return switch (scheme) {
                case "http" -> Optional.of(new Origin(scheme, host, uri.getPort() < 0 ? 80 : uri.getPort()));
                case "https" -> Optional.of(new Origin(scheme, host, uri.getPort() < 0 ? 443 : uri.getPort()));
                default -> Optional.empty();
            };
        }
    }
}
